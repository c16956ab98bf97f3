using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Wires;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Tells the exchanges that have to reach their connection to the server, which HttpClient hides: upgrades, for half-closing, and
/// uploads, which trailers may follow and the server may refuse. In HTTP/2 HttpClient does it all, and a connection is nobody's own.
/// </summary>
internal static class WireNeed
{
    // Shorter ones are sent before an answer could come.
    private const long Upload = 16 * 1024;

    public static WireExchange? Of(HttpContext http, ProxyRequest request, bool upgrades)
    {
        if (request.ServingUpstream!.Settings.Http == UpstreamHttp.Http2)
            return null;
        if (!upgrades && !(http.Request.ContentLength > Upload) && !RequestTrailers.MayFollow(http))
            return null;
        return new WireExchange(() => RequestTrailers.LastChunk(http, request));
    }
}
