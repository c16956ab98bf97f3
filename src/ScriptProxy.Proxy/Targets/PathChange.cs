using Microsoft.AspNetCore.Http;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Targets;

/// <summary>How a route changes the path on its way to the upstream; decided at load.</summary>
internal sealed class PathChange
{
    private readonly string? _strip;
    private readonly string? _add;
    private readonly ExpandedTemplate? _rewrite;

    private PathChange(string? strip, string? add, ExpandedTemplate? rewrite)
    {
        _strip = strip;
        _add = add;
        _rewrite = rewrite;
    }

    public static PathChange? Of(RouteDefinition route)
    {
        var rewrite = route.Rewrite is null ? null : new ExpandedTemplate(route.Rewrite, route.Pattern);
        return route.StripPrefix is null && route.AddPrefix is null && rewrite is null
            ? null
            : new PathChange(route.StripPrefix, route.AddPrefix, rewrite);
    }

    /// <summary>The path and query for the upstream.</summary>
    /// <param name="http">The request.</param>
    /// <param name="rawPath">The path as the client wrote it.</param>
    /// <param name="query">The query as it goes on, with its question mark, or empty.</param>
    public string Apply(HttpContext http, ReadOnlySpan<char> rawPath, ReadOnlySpan<char> query)
    {
        if (_rewrite is not null)
        {
            var rewritten = _rewrite.Expand(http, rawPath);
            return _rewrite.HasQuery ? string.Concat(_add, rewritten) : string.Concat(_add, rewritten, query);
        }

        var resolved = DotSegments.Resolve(rawPath, http.Request.Path);
        var path = _strip is null ? resolved : PathPrefix.Strip(resolved, _strip);
        return _add is null ? string.Concat(path, query) : string.Concat(_add, path, query);
    }
}
