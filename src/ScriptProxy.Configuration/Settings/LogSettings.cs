namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>[log]</c>.</summary>
public sealed record LogSettings
{
    public LogLevelSetting Level { get; init; } = LogLevelSetting.Info;

    /// <summary>Where the access log goes: <c>stdout</c>, a full path, or null for nowhere.</summary>
    public string? Access { get; init; } = "stdout";

    public AccessLogFormat Format { get; init; } = AccessLogFormat.Combined;

    /// <summary>Share of the requests that are logged, 0 to 1. Default 1.</summary>
    public double Sample { get; init; } = 1.0;
}
