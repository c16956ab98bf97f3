using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Says of each route that could have been expected to take a request why it did not.</summary>
internal static class NearMisses
{
    /// <summary>Those whose pattern matches, in the matcher's order.</summary>
    public static IReadOnlyList<NearMiss> Of(MatchTrace trace, CompiledRoute taken, HttpContext http)
    {
        var captured = http.Request.RouteValues;
        var misses = new List<NearMiss>();
        var isTaken = false;
        foreach (var candidate in trace.Candidates)
        {
            if (candidate.Route == taken)
                isTaken = true;
            else
                misses.Add(isTaken ? Behind(candidate.Route, taken) : Before(candidate, http));
        }

        http.Request.RouteValues = captured;
        return misses;
    }

    // It was asked before the one that was taken, so something of it did not hold.
    private static NearMiss Before(MatchTrace.Candidate candidate, HttpContext http)
    {
        if (!candidate.HoldsConstraints)
            return Miss(
                candidate.Route, MissCause.Constraint, "its pattern matches, but a constraint in it does not hold");
        http.Request.RouteValues = candidate.Captured ?? [];
        var (cause, reason) = FailedCondition.Of(candidate.Route, http)
            ?? (MissCause.When, "its When gave false, and true when it was asked again");
        return Miss(candidate.Route, cause, reason);
    }

    private static NearMiss Behind(CompiledRoute route, CompiledRoute taken)
    {
        var (mine, winner) = (route.Definition!, taken.Definition!);
        if (mine.Order != winner.Order)
            return Miss(route, MissCause.Order, $"matches, but its Order {mine.Order} comes after {winner.Order}");
        if (mine.Pattern.InboundPrecedence != winner.Pattern.InboundPrecedence)
            return Miss(route, MissCause.LessSpecific, "matches, but its pattern is less specific");
        return route.ConditionCount != taken.ConditionCount
            ? Miss(route, MissCause.FewerConditions, "matches, but it has fewer conditions")
            : Miss(route, MissCause.WrittenLater, "matches, but it is written later and equal in all else");
    }

    private static NearMiss Miss(CompiledRoute route, MissCause cause, string reason) =>
        new(route.Definition!.Pattern.RawText ?? "", route.Definition.Place, cause, reason);
}
