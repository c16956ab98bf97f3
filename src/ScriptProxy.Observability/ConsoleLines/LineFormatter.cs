using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ScriptProxy.Observability.ConsoleLines;

/// <summary>Formats an event as <c>2026-11-23T10:11:12.345Z info  category  message</c>.</summary>
internal sealed class LineFormatter(LogLevelSwitch level, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture));
        textWriter.Write(Label(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        textWriter.Write("  ");
        OneLine.Write(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
            WriteException(textWriter, exception);
        textWriter.Write('\n');
    }

    private static string Label(LogLevel severity) => severity switch
    {
        LogLevel.Trace => " trace ",
        LogLevel.Debug => " debug ",
        LogLevel.Information => " info  ",
        LogLevel.Warning => " warn  ",
        LogLevel.Error => " error ",
        _ => " fatal ",
    };

    private void WriteException(TextWriter writer, Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            writer.Write(current == exception ? ": " : " <- ");
            writer.Write(current.GetType().FullName);
            writer.Write(": ");
            OneLine.Write(writer, current.Message);
        }

        if (level.ShowsStacks)
            WriteStack(writer, exception);
    }

    private static void WriteStack(TextWriter writer, Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            foreach (var frame in (current.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries))
            {
                writer.Write("\n    ");
                OneLine.Write(writer, frame);
            }
        }
    }
}
