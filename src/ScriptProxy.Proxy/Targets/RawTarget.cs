using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Proxy.Targets;

/// <summary>The request target as the client wrote it, split into path and query (RFC 9112 §3.2).</summary>
internal readonly ref struct RawTarget
{
    private RawTarget(ReadOnlySpan<char> path, ReadOnlySpan<char> query, string? whole)
    {
        Path = path;
        Query = query;
        Whole = whole;
    }

    /// <summary>Begins with a slash.</summary>
    public ReadOnlySpan<char> Path { get; }

    /// <summary>Begins with a question mark, or is empty.</summary>
    public ReadOnlySpan<char> Query { get; }

    /// <summary>Both together, where the client wrote no more than them; else null.</summary>
    public string? Whole { get; }

    public static RawTarget Of(HttpContext http)
    {
        var written = ((IHttpRequestFeature)http.Features[typeof(IHttpRequestFeature)]!).RawTarget;
        var whole = written.StartsWith('/') ? written : null;
        var target = whole is null ? OriginForm(written) : whole;

        var query = target.IndexOf('?');
        return query < 0 ? new RawTarget(target, default, whole) : new RawTarget(target[..query], target[query..], whole);
    }

    // Absolute form, http://host/path: the authority has been checked against Host by Kestrel.
    private static ReadOnlySpan<char> OriginForm(ReadOnlySpan<char> target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return "/";
        var rest = target[(scheme + 3)..];
        var end = rest.IndexOfAny('/', '?');
        if (end < 0)
            return "/";
        return rest[end] == '/' ? rest[end..] : string.Concat("/", rest[end..]);
    }
}
