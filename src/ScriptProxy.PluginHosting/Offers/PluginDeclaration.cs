using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Offers;

/// <summary>What one plugin declared in <c>Configure</c>, in the order of its calls.</summary>
internal sealed record PluginDeclaration
{
    public required IReadOnlyList<PluginMiddleware> Middleware { get; init; }
    public required IReadOnlyList<(string Name, Balancer Code)> Balancers { get; init; }
    public required IReadOnlyList<PluginDnsChallenge> DnsChallenges { get; init; }

    /// <summary>Whether the plugin asked for its settings.</summary>
    public required bool OptionsRead { get; init; }

    /// <summary>Whether <c>Configure</c> came to its end.</summary>
    public bool Complete { get; init; }

    /// <summary>What was wrong with its settings.</summary>
    public required IReadOnlyList<Diagnostic> Problems { get; init; }
}
