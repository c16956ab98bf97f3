namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// What would become of one request, step by step. Its property names are those of <c>explain --json</c>; what the
/// request did not come to is null or empty.
/// </summary>
public sealed record Explanation
{
    /// <summary>How it ends.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The same in words, with the reason.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// Whose request it is, as limits, logs and scripts see it; null when the listener's server refused it.
    /// </summary>
    public string? Client { get; init; }

    public ExplainedSite? Site { get; init; }

    /// <summary>The route that took it; null when the site's upstream did, or nothing.</summary>
    public ExplainedRoute? Route { get; init; }

    /// <summary>Routes that could be expected to take it and did not, those that came closest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];

    /// <summary>What happens on the way, in order.</summary>
    public IReadOnlyList<ExplainedStep> Steps { get; init; } = [];

    public ExplainedUpstream? Upstream { get; init; }

    /// <summary>What the upstream would get.</summary>
    public ExplainedMessage? Sent { get; init; }

    /// <summary>Our own answer; null when the upstream's or a handler's is passed on.</summary>
    public ExplainedAnswer? Answer { get; init; }

    /// <summary>What the script does to whatever answer the client gets, in order.</summary>
    public IReadOnlyList<ExplainedStep> OnAnswer { get; init; } = [];
}
