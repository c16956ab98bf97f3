using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>
/// One <c>Map</c> with all that was chained to it, checked: it has a pattern that parses and exactly one end.
/// </summary>
public sealed record RouteDefinition
{
    /// <summary>The <c>Map</c> call.</summary>
    public required SourcePlace Place { get; init; }

    public required RoutePattern Pattern { get; init; }
    public required RouteEnd End { get; init; }
    public RulesDefinition Rules { get; init; } = RulesDefinition.Empty;

    public int Order { get; init; }

    /// <summary>Upper-case method names; empty for any. HEAD is not added for GET here.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<ValueCondition> Headers { get; init; } = [];
    public IReadOnlyList<ValueCondition> Queries { get; init; } = [];

    /// <summary>Lower-case exact names or <c>*.example.com</c>; empty for any.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<Func<HttpContext, bool>> Whens { get; init; } = [];

    /// <summary>Begins with a slash and does not end in one; null for none.</summary>
    public string? StripPrefix { get; init; }

    /// <summary>Begins with a slash and does not end in one; null for none.</summary>
    public string? AddPrefix { get; init; }

    public Template? Rewrite { get; init; }
    public Balancer? Balancer { get; init; }

    /// <summary>Whether the site's Allow, Deny and BasicAuth do not hold here.</summary>
    public bool IsOpen { get; init; }
}
