using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Tells which exchanges turn into a connection that only copies bytes: WebSockets, over any HTTP version.</summary>
internal static class Upgrades
{
    private const string WebSocket = "websocket";

    public static bool IsAskedFor(HttpContext http)
    {
        if (HttpMethods.IsConnect(http.Request.Method)
            && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            return WebSocket.Equals(connect.Protocol, StringComparison.OrdinalIgnoreCase);
        }

        return http.Request.Headers.Upgrade is [var protocol]
            && WebSocket.Equals(protocol, StringComparison.OrdinalIgnoreCase)
            && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
    }

    /// <summary>Whether the upstream agreed: 101 where an upgrade was asked for, 200 to an extended CONNECT (RFC 8441 §5).</summary>
    public static bool IsAgreed(HttpResponseMessage answer) => answer.RequestMessage is { } request
        && answer.StatusCode switch
        {
            HttpStatusCode.SwitchingProtocols => request.Headers.Upgrade.Count > 0,
            HttpStatusCode.OK => request.Method == HttpMethod.Connect && request.Headers.Protocol is not null,
            _ => false,
        };
}
