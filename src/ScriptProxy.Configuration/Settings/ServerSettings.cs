using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>One entry of an upstream's <c>servers</c>.</summary>
public sealed record ServerSettings
{
    public required SourcePlace Place { get; init; }
    public required ServerAddress Address { get; init; }

    /// <summary>Unique within the upstream. Default <c>host:port</c>, the socket's path, or <c>echo:NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>1 or more. Default 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Used only when all others are down.</summary>
    public bool Backup { get; init; }
}
