using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Finds routes whose pattern just does not match a path: a slip in one segment, or an end too early or too late. Only
/// to say so; nothing is decided by it.
/// </summary>
internal static class NearPatterns
{
    private const int Most = 3;

    // Of shorter words every other is one slip away.
    private const int ShortestSlip = 3;

    public static IReadOnlyList<NearMiss> Of(string path, IEnumerable<RouteDefinition> routes)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. routes
                .Select(route => (Route: route, Near: Reason(segments, route.Pattern)))
                .Where(found => found.Near is not null)
                .OrderByDescending(found => found.Near!.Value.Alike)
                .Take(Most)
                .Select(found => new NearMiss(
                    found.Route.Pattern.RawText ?? "", found.Route.Place, MissCause.Pattern, found.Near!.Value.Reason)),
        ];
    }

    // How many segments are alike, and where the two part; null when they have little in common.
    private static (int Alike, string Reason)? Reason(string[] path, RoutePattern pattern)
    {
        var literals = 0;
        string? slip = null;
        for (var i = 0; i < pattern.PathSegments.Count; i++)
        {
            var literal = LiteralOf(pattern.PathSegments[i]);
            if (i == path.Length)
                return literals == 0 || slip is not null
                    ? null
                    : (i, $"the path ends before '{TextOf(pattern.PathSegments[i])}'");
            if (IsCatchAll(pattern.PathSegments[i]))
                return slip is null ? null : (i, slip);
            if (literal is null)
                continue;
            if (literal.Equals(path[i], StringComparison.OrdinalIgnoreCase))
                literals++;
            else if (slip is null && literal.Length >= ShortestSlip && Nearest.Of(path[i], [literal]) is not null)
                slip = $"it has '{literal}' where the path has '{path[i]}'";
            else
                return null;
        }

        if (path.Length > pattern.PathSegments.Count)
            return literals == 0 || slip is not null
                ? null
                : (literals, $"the path goes on with '/{path[pattern.PathSegments.Count]}'");
        return slip is null ? null : (path.Length, slip);
    }

    private static string? LiteralOf(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;

    private static bool IsCatchAll(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static string TextOf(RoutePatternPathSegment segment) =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        }));
}
