namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// What was said of a site or of a route about what happens on the way; each list in the order of declaration.
/// </summary>
public sealed record RulesDefinition
{
    public static RulesDefinition Empty { get; } = new();

    public IReadOnlyList<HeaderRule> RequestHeaders { get; init; } = [];
    public IReadOnlyList<HeaderRule> ResponseHeaders { get; init; } = [];
    public IReadOnlyList<MiddlewareRule> Middleware { get; init; } = [];
    public IReadOnlyList<RateLimitRule> RateLimits { get; init; } = [];
    public IReadOnlyList<ConcurrencyRule> ConcurrencyLimits { get; init; } = [];
    public IReadOnlyList<AccessRule> Access { get; init; } = [];
    public IReadOnlyList<BasicAuthRule> BasicAuth { get; init; } = [];
    public IReadOnlyList<ErrorPageRule> ErrorPages { get; init; } = [];

    /// <summary>Bytes; 0 for no limit, null when nothing was said.</summary>
    public long? MaxBody { get; init; }

    public TimeSpan? TotalTimeout { get; init; }
    public TimeSpan? IdleTimeout { get; init; }
    public bool Compress { get; init; }
}
