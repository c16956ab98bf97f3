namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>[shared]</c>.</summary>
public sealed record SharedSettings
{
    /// <summary>host:port of the Redis server; null keeps shared state in the process.</summary>
    public string? Redis { get; init; }
}
