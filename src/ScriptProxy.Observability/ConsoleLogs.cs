using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability.ConsoleLines;

namespace ScriptProxy.Observability;

/// <summary>The error log: all that goes through <see cref="Factory"/>, one line per event on standard error.</summary>
public sealed class ConsoleLogs : IDisposable
{
    /// <summary>Begins to log.</summary>
    /// <param name="level">The level until <c>[log]</c> has been read.</param>
    /// <param name="time">What the lines' times are taken from.</param>
    public ConsoleLogs(LogLevelSetting level = LogLevelSetting.Info, TimeProvider? time = null)
    {
        Level = new LogLevelSwitch(level);
        Factory = LoggerFactory.Create(logging =>
        {
            logging.Services.AddSingleton(Level);
            logging.Services.AddSingleton(time ?? TimeProvider.System);
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddFilter((category, severity) => Level.Admits(category, severity));
            logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
            logging.AddConsole(console =>
            {
                console.FormatterName = LineFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
                // A terminal that was stopped must not stop the requests.
                console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            });
        });
    }

    /// <summary>Makes the loggers.</summary>
    public ILoggerFactory Factory { get; }

    /// <summary>Sets what is logged, on a reload too.</summary>
    public LogLevelSwitch Level { get; }

    /// <summary>Writes what is queued.</summary>
    public void Dispose() => Factory.Dispose();
}
