using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>
/// Finds patterns that are written like a prefix of nginx, where <c>location /api/</c> has all that is below, but match
/// one path.
/// </summary>
internal static class PatternEnds
{
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<RouteDefinition> routes) =>
        from route in routes
        where route.End is RouteEnd.ToUpstream or RouteEnd.ToUrl or RouteEnd.ToChosen
        where route.Pattern.Parameters.Count == 0 && LooksLikePrefix(route)
        let text = route.Pattern.RawText ?? ""
        let below = $"/{text.Trim('/')}/{{**rest}}"
        where !routes.Any(other => other != route && Begins(other.Pattern, below))
        select PitfallDiagnostics.OnlyItself(route.Place, text, below);

    private static bool LooksLikePrefix(RouteDefinition route)
    {
        var text = route.Pattern.RawText ?? "";
        return text.Trim('/').Length > 0 && (text.EndsWith('/') || Same(text, route.StripPrefix));
    }

    private static bool Same(string pattern, string? prefix) =>
        prefix is not null && pattern.Trim('/').Equals(prefix.Trim('/'), StringComparison.OrdinalIgnoreCase);

    // The author has thought of what is below, whatever it is called there.
    private static bool Begins(RoutePattern other, string below) =>
        other.Parameters.Any(parameter => parameter.IsCatchAll)
        && ("/" + other.RawText?.TrimStart('/'))
            .StartsWith(below[..^"{**rest}".Length], StringComparison.OrdinalIgnoreCase);
}
