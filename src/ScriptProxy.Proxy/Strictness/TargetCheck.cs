using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>Tells whether a request target is what every reader takes for the same one (RFC 9112 §3.2).</summary>
internal static class TargetCheck
{
    /// <summary>
    /// Whether it is free of controls, spaces, fragments and what is not ASCII: a server that cuts a fragment off would
    /// see another path than the routes did, and HttpClient keeps the lower byte of a wide character only.
    /// </summary>
    public static bool IsClean(ReadOnlySpan<char> target) =>
        !target.ContainsAnyExceptInRange('!', '~') && !target.Contains('#');

    /// <summary>
    /// The status to refuse a target with that does not begin with a slash; null when nothing is wrong.
    /// </summary>
    public static int? RefusalOfOtherForms(IHttpRequestFeature line, ProxyRequest request)
    {
        // OPTIONS * (RFC 9110 §9.3.7) has no path that could be routed.
        var target = line.RawTarget.AsSpan();
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return StatusCodes.Status400BadRequest;

        var authority = target[(scheme + 3)..];
        var end = authority.IndexOfAny('/', '?');
        if ((end < 0 ? authority : authority[..end]).Contains('@'))
            return StatusCodes.Status400BadRequest;

        // RFC 9110 §7.4: https is not answered where nothing was secured, unless a proxy that is trusted has done it.
        return target[..scheme].Equals("https", StringComparison.OrdinalIgnoreCase)
            && request.ConnectionScheme != "https" && !request.PeerIsTrusted
                ? StatusCodes.Status421MisdirectedRequest
                : null;
    }
}
