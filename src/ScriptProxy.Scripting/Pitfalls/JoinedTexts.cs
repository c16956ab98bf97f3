using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>
/// Finds templates that lack the slash before what was captured (nginx: <c>location /app/ { proxy_pass
/// http://backend/api; }</c>, which makes /apilogin of /app/login).
/// </summary>
internal static class JoinedTexts
{
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<RouteDefinition> routes)
    {
        foreach (var route in routes)
        {
            if (route.Rewrite is { } rewrite)
            {
                foreach (var (before, parameter) in Joints(rewrite).Where(joint => IsCatchAll(route, joint.Parameter)))
                    yield return Joined(route, rewrite, before, parameter);
            }

            if (route.End is RouteEnd.Redirect { To: var to })
            {
                foreach (var (before, parameter) in Joints(to))
                {
                    if (EndsInHost(to, before))
                        yield return PitfallDiagnostics.JoinedHost(route.Place, Text(route), to.Text, parameter);
                    else if (IsCatchAll(route, parameter))
                        yield return Joined(route, to, before, parameter);
                }
            }
        }
    }

    // Parameters of the path, each with the text right before it; an equals sign or the like means a query.
    private static IEnumerable<(string Before, string Parameter)> Joints(Template template)
    {
        for (var i = 1; i < template.Parts.Count; i++)
        {
            var (before, part) = (template.Parts[i - 1], template.Parts[i]);
            if (before.IsParameter || !part.IsParameter)
                continue;
            if (before.Text.Contains('?', StringComparison.Ordinal))
                yield break;
            if (!before.Text.EndsWith('/'))
                yield return (before.Text, part.Text);
        }
    }

    private static bool EndsInHost(Template template, string before)
    {
        var scheme = before.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && template.Text.StartsWith(before, StringComparison.Ordinal)
            && before.IndexOf('/', scheme + 3) < 0;
    }

    private static bool IsCatchAll(RouteDefinition route, string parameter) => route.Pattern.Parameters.Any(found =>
        found.IsCatchAll && found.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase));

    private static Diagnostic Joined(RouteDefinition route, Template template, string before, string parameter) =>
        PitfallDiagnostics.JoinedPath(route.Place, Text(route), template.Text, parameter, $"{before}login");

    private static string Text(RouteDefinition route) => route.Pattern.RawText ?? "";
}
