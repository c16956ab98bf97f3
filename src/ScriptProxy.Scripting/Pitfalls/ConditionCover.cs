using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>Compares what two routes ask for besides their paths.</summary>
internal static class ConditionCover
{
    /// <summary>As routing counts them.</summary>
    public static int CountOf(RouteDefinition route) =>
        (route.Methods.Count > 0 ? 1 : 0) + (route.Hosts.Count > 0 ? 1 : 0)
        + route.Headers.Count + route.Queries.Count + route.Whens.Count;

    /// <summary>
    /// Whether all conditions of one hold wherever those of another do; for certain, so not with hosts by wildcard.
    /// </summary>
    public static bool Covers(RouteDefinition wide, RouteDefinition narrow) =>
        wide.Whens.Count == 0
        && IsWithin(narrow.Methods, wide.Methods, StringComparer.Ordinal)
        && IsWithin(narrow.Hosts, wide.Hosts, StringComparer.Ordinal)
        && wide.Headers.All(
            header => narrow.Headers.Any(other => Implies(other, header, StringComparer.OrdinalIgnoreCase)))
        && wide.Queries.All(query => narrow.Queries.Any(other => Implies(other, query, StringComparer.Ordinal)));

    private static bool IsWithin(IReadOnlyList<string> narrow, IReadOnlyList<string> wide, StringComparer comparer) =>
        wide.Count == 0 || (narrow.Count > 0 && narrow.All(value => wide.Contains(value, comparer)));

    private static bool Implies(ValueCondition narrow, ValueCondition wide, StringComparer values) =>
        narrow.Name.Equals(wide.Name, StringComparison.OrdinalIgnoreCase)
            && IsWithin(narrow.Values, wide.Values, values);
}
