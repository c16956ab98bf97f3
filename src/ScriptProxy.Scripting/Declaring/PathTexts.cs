using Microsoft.AspNetCore.Routing.Patterns;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What may stand in the calls that say the path sent upstream, or where to redirect.</summary>
internal static class PathTexts
{
    /// <summary>The prefix without a slash at its end; null when it is none.</summary>
    public static string? Prefix(string text)
    {
        var prefix = text.TrimEnd('/');
        return prefix.Length > 1 && IsPath(prefix) && !prefix.AsSpan().ContainsAny("?#{}") ? prefix : null;
    }

    public static bool IsRewrite(string template) =>
        IsPath(template) && !template.Contains('#', StringComparison.Ordinal);

    public static bool IsRedirect(string to) => IsPath(to) ||
        (IsUrlText(to) && (IsBehind(to, "http://") || IsBehind(to, "https://")));

    /// <summary>Whether some path of the pattern begins with the prefix, segment by segment.</summary>
    public static bool CanBeginWith(RoutePattern pattern, string prefix)
    {
        var segments = pattern.PathSegments;
        var wanted = prefix[1..].Split('/');
        for (var i = 0; i < wanted.Length; i++)
        {
            if (i >= segments.Count)
                return false;
            if (segments[i].Parts is [RoutePatternParameterPart { IsCatchAll: true }])
                return true;
            if (segments[i].Parts is [RoutePatternLiteralPart literal] &&
                !literal.Content.Equals(wanted[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    // A browser takes '//host' and '/\host' for another site.
    private static bool IsPath(string text) =>
        text.StartsWith('/') && IsUrlText(text) && !(text.Length > 1 && text[1] is '/' or '\\');

    private static bool IsUrlText(string text) =>
        !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));

    private static bool IsBehind(string text, string scheme) =>
        text.Length > scheme.Length &&
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) &&
        text[scheme.Length] != '/';
}
