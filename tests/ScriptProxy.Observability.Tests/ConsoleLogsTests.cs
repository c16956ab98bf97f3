using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Observability.Tests;

public sealed class ConsoleLogsTests
{
    [Fact]
    public void Changes_the_level_of_loggers_that_exist()
    {
        using var logs = new ConsoleLogs();
        var log = logs.Factory.CreateLogger("proxy");
        Assert.False(log.IsEnabled(LogLevel.Debug));

        logs.Level.Level = LogLevelSetting.Debug;

        Assert.True(log.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void Leaves_out_what_the_frameworks_count_as_news()
    {
        using var logs = new ConsoleLogs();
        var log = logs.Factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel");

        Assert.False(log.IsEnabled(LogLevel.Information));
        Assert.True(log.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void Writes_to_standard_error()
    {
        var before = Console.Error;
        using var captured = new StringWriter();
        Console.SetError(captured);
        try
        {
            using var logs = new ConsoleLogs(time: new ManualClock());
            logs.Factory.CreateLogger("proxy").Log(LogLevel.Information, default, "hello", null, (text, _) => text);
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Equal("2026-11-23T10:11:12.345Z info  proxy  hello\n", captured.ToString());
    }
}
