using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability.ConsoleLines;

namespace ScriptProxy.Observability.Tests.ConsoleLines;

public sealed class LineFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Trace, "trace")]
    [InlineData(LogLevel.Debug, "debug")]
    [InlineData(LogLevel.Information, "info ")]
    [InlineData(LogLevel.Warning, "warn ")]
    [InlineData(LogLevel.Error, "error")]
    [InlineData(LogLevel.Critical, "fatal")]
    public void Writes_time_level_category_and_message(LogLevel level, string label) =>
        Assert.Equal($"2026-11-23T10:11:12.345Z {label} proxy  hello\n", Format("hello", level: level));

    [Theory]
    [InlineData("a\r\nb", @"a\r\nb")]
    [InlineData("\u001b[31m", @"\u001b[31m")]
    [InlineData("\u202eevil\u2028", @"\u202eevil\u2028")]
    [InlineData("größe", "größe")]
    public void Keeps_a_message_on_its_line(string message, string expected) =>
        Assert.Equal($"2026-11-23T10:11:12.345Z info  proxy  {expected}\n", Format(message));

    [Fact]
    public void Writes_an_exception_with_its_causes_on_the_same_line() =>
        Assert.Equal(
            "2026-11-23T10:11:12.345Z error proxy  failed: "
            + "System.InvalidOperationException: outer\\nline <- System.IO.IOException: inner\n",
            Format("failed", Thrown(), LogLevel.Error));

    [Fact]
    public void Writes_the_stack_at_level_debug()
    {
        var lines = Format("failed", Thrown(), LogLevel.Error, LogLevelSetting.Debug).TrimEnd().Split('\n');

        Assert.True(lines.Length > 1);
        Assert.All(lines[1..], line => Assert.StartsWith("    at ", line));
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("outer\nline", new IOException("inner"));
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static string Format(
        string message, Exception? exception = null, LogLevel level = LogLevel.Information,
        LogLevelSetting least = LogLevelSetting.Info)
    {
        using var writer = new StringWriter();
        var formatter = new LineFormatter(new LogLevelSwitch(least), new ManualClock());
        formatter.Write(
            new LogEntry<string>(level, "proxy", default, message, exception, (text, _) => text), null, writer);
        return writer.ToString();
    }
}
