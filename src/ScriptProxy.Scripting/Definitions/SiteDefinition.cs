namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// What a site's script declared. Immutable; holds the script's delegates, so it dies with its generation.
/// </summary>
public sealed record SiteDefinition
{
    public required string Name { get; init; }
    public RulesDefinition Rules { get; init; } = RulesDefinition.Empty;

    /// <summary>In the order of the script.</summary>
    public IReadOnlyList<RouteDefinition> Routes { get; init; } = [];

    public IReadOnlyList<JobDefinition> Jobs { get; init; } = [];
    public IReadOnlyList<Action> UnloadActions { get; init; } = [];

    /// <summary>Whether certificates are ordered when clients ask for them; null for not.</summary>
    public OnDemandDefinition? OnDemand { get; init; }
}
