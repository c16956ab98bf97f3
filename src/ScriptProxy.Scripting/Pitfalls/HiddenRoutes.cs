using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>
/// Finds routes that another one hides: it is asked first and takes everything that they could. Says nothing where it
/// cannot be sure; routes that are equal are errors of their own.
/// </summary>
internal static class HiddenRoutes
{
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<RouteDefinition> routes)
    {
        // Beyond its pattern's equals, a route is asked before others only by its Order; and what a When decides is not
        // known.
        var highest = routes.Count == 0 ? 0 : routes.Max(route => route.Order);
        var early = routes.Where(route => route.Order < highest && route.Whens.Count == 0).ToList();
        var alike = routes.ToLookup(route => PatternCover.KeyOf(route.Pattern));
        foreach (var (route, index) in routes.Select((route, index) => (route, index)))
        {
            if (early.Find(other => other.Order < route.Order && Covers(other, route)) is { } earlier)
                yield return Hidden(route, earlier, $"its Order {earlier.Order} comes before {route.Order}");
            else if (alike[PatternCover.KeyOf(route.Pattern)].FirstOrDefault(
                other => IsBroader(other, route, routes, index)) is { } broader)
                yield return Hidden(route, broader, "it is written first");
        }
    }

    private static bool Covers(RouteDefinition first, RouteDefinition then) =>
        ConditionCover.Covers(first, then) && PatternCover.Covers(first.Pattern, then.Pattern);

    // Of as many conditions the first written is asked first. The same conditions are reported as equal routes.
    private static bool IsBroader(
        RouteDefinition first, RouteDefinition then, IReadOnlyList<RouteDefinition> routes, int index) =>
        first != then && first.Whens.Count == 0 && then.Whens.Count == 0 && first.Order == then.Order
        && ConditionCover.CountOf(first) == ConditionCover.CountOf(then)
        && ConditionCover.Covers(first, then) && !ConditionCover.Covers(then, first)
        && routes.Take(index).Contains(first);

    private static Diagnostic Hidden(RouteDefinition route, RouteDefinition by, string because) =>
        PitfallDiagnostics.Hidden(
            route.Place, route.Pattern.RawText ?? "", by.Pattern.RawText ?? "", by.Place, because);
}
