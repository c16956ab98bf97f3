using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Scripting.Declaring;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>Compares patterns by what they match.</summary>
internal static class PatternCover
{
    /// <summary>Equal for patterns that match the same paths.</summary>
    public static string KeyOf(RoutePattern pattern) => EqualRoutes.KeyOf(pattern);

    /// <summary>Whether one matches every path that another does; false where that is not certain.</summary>
    public static bool Covers(RoutePattern wide, RoutePattern narrow)
    {
        for (var i = 0; i < wide.PathSegments.Count; i++)
        {
            var segment = wide.PathSegments[i];
            if (IsFree(wide, segment, isCatchAll: true))
                return true;
            if (i >= narrow.PathSegments.Count || !Covers(wide, segment, narrow, narrow.PathSegments[i]))
                return false;
        }

        return wide.PathSegments.Count == narrow.PathSegments.Count;
    }

    private static bool Covers(
        RoutePattern wide, RoutePatternPathSegment segment, RoutePattern narrow, RoutePatternPathSegment other) =>
        EqualRoutes.KeyOf(wide, segment) == EqualRoutes.KeyOf(narrow, other)
        || (IsFree(wide, segment, isCatchAll: false) && IsThere(other));

    // A parameter that takes whatever stands there.
    private static bool IsFree(RoutePattern pattern, RoutePatternPathSegment segment, bool isCatchAll) =>
        segment.Parts is [RoutePatternParameterPart parameter] && parameter.IsCatchAll == isCatchAll
        && (!pattern.ParameterPolicies.TryGetValue(parameter.Name, out var policies) || policies.Count == 0);

    // A segment that no path of the pattern lacks, and that is one.
    private static bool IsThere(RoutePatternPathSegment segment) => segment.Parts.All(part =>
        part is not RoutePatternParameterPart { ParameterKind: not RoutePatternParameterKind.Standard }
        && part is not RoutePatternParameterPart { Default: not null });
}
