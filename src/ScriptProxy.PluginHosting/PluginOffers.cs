using System.Reflection;

namespace ScriptProxy.PluginHosting;

/// <summary>What the loaded plugins offer.</summary>
public sealed record PluginOffers
{
    public static PluginOffers None { get; } = new();

    /// <summary>Names of the loaded plugins, sorted.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PluginMiddleware> Middleware { get; init; } =
        new Dictionary<string, PluginMiddleware>();

    /// <summary>By policy name.</summary>
    public IReadOnlyDictionary<string, Balancer> Balancers { get; init; } = new Dictionary<string, Balancer>();

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PluginDnsChallenge> DnsChallenges { get; init; } =
        new Dictionary<string, PluginDnsChallenge>();

    /// <summary>Main assemblies and the files they came from, for scripts to refer to.</summary>
    public IReadOnlyList<(Assembly Assembly, string File)> Assemblies { get; init; } = [];
}
