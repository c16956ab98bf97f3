using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Observability;

/// <summary>The least severe message that is logged; may be set while the proxy runs.</summary>
public sealed class LogLevelSwitch(LogLevelSetting level = LogLevelSetting.Info)
{
    private volatile LogLevelSetting _level = level;

    /// <summary>The level of <c>[log]</c>.</summary>
    public LogLevelSetting Level
    {
        get => _level;
        set => _level = value;
    }

    /// <summary>Whether exceptions are logged with their stack.</summary>
    internal bool ShowsStacks => _level <= LogLevelSetting.Debug;

    internal bool Admits(string? category, LogLevel level)
    {
        // Asked several times in each request for what is not logged, so that the level comes first.
        if (level < Severity(_level))
            return false;

        // What the frameworks below count as news is detail to an operator.
        return level != LogLevel.Information || _level != LogLevelSetting.Info || !IsFramework(category);
    }

    private static LogLevel Severity(LogLevelSetting level) => level switch
    {
        LogLevelSetting.Trace => LogLevel.Trace,
        LogLevelSetting.Debug => LogLevel.Debug,
        LogLevelSetting.Info => LogLevel.Information,
        LogLevelSetting.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private static bool IsFramework(string? category) =>
        category is not null
        && (category.StartsWith("Microsoft.", StringComparison.Ordinal)
            || category.StartsWith("System.", StringComparison.Ordinal)
            || category.StartsWith("Yarp.", StringComparison.Ordinal));
}
