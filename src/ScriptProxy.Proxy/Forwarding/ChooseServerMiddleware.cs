using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Model;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Runs in YARP's pipeline after it has found the cluster: picks the server, in place of YARP's load balancing, which is not
/// asked when there is one destination and knows no weights.
/// </summary>
internal sealed class ChooseServerMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        var request = ProxyRequest.Of(http);
        var servers = request.Servers!;
        var server = servers.Choose(http, request.Balancer);
        if (server is null)
            return Answer.Plain(http, StatusCodes.Status503ServiceUnavailable);

        request.Serve(servers.Upstream, server);
        http.Features.GetRequiredFeature<IReverseProxyFeature>().AvailableDestinations = servers.Destination;
        return next(http);
    }
}
