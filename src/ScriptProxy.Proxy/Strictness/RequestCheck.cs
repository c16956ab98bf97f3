using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>
/// Runs before the site is found: refuses what Kestrel lets pass but another reader may take for something else. Looks
/// only at what Kestrel has parsed; docs/security.md has the whole list.
/// </summary>
internal static class RequestCheck
{
    /// <summary>The status to refuse it with; null when there is nothing wrong.</summary>
    public static int? Refusal(HttpContext http, ProxyRequest request)
    {
        var line = (IHttpRequestFeature)http.Features[typeof(IHttpRequestFeature)]!;
        if (!TargetCheck.IsClean(line.RawTarget) || !HasHost(line) || HasLowerCase(line.Method)
            || Framing.IsAmbiguous(line))
        {
            return StatusCodes.Status400BadRequest;
        }

        if (IsNeverServed(line.Method, http))
            return StatusCodes.Status405MethodNotAllowed;
        return line.RawTarget.StartsWith('/') ? null : TargetCheck.RefusalOfOtherForms(line, request);
    }

    // RFC 9112 §3.2: HTTP/1.0 did without; nobody asks for a site with an empty one.
    private static bool HasHost(IHttpRequestFeature line)
    {
        var host = line.Headers.Host;
        return host.Count == 0
            ? line.Protocol == HttpProtocol.Http10 && line.RawTarget.StartsWith('/')
            : host[0] is { Length: > 0 };
    }

    // Methods tell cases apart (RFC 9110 §9.1), but HttpClient sends "post" as POST, past the routes that are for POST.
    private static bool HasLowerCase(string method) => method.AsSpan().ContainsAnyInRange('a', 'z');

    // A tunnel (RFC 9110 §9.3.6) is not what this proxy is for; TRACE shows what the proxy tells the upstream (§9.3.8).
    private static bool IsNeverServed(string method, HttpContext http) =>
        HttpMethods.IsTrace(method)
        || (HttpMethods.IsConnect(method)
            && http.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true });
}
