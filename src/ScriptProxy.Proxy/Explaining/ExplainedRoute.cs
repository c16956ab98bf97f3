using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>The route that takes a request.</summary>
public sealed record ExplainedRoute
{
    public required string Pattern { get; init; }

    /// <summary>The <c>Map</c> call.</summary>
    public required SourcePlace Place { get; init; }

    public required int Order { get; init; }

    /// <summary>The conditions that held, as the script says them: <c>Methods("GET")</c>.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>What the pattern captured, decoded, by name.</summary>
    public IReadOnlyDictionary<string, string> Captured { get; init; } = new Dictionary<string, string>();

    /// <summary>What it does to the path and where it ends: <c>StripPrefix("/api").To("app")</c>.</summary>
    public required string End { get; init; }
}
