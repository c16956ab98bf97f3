using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// The end of a route that forwards: picks the server, in place of YARP's load balancing, which knows no weights, and sends the
/// request there, by YARP's pipeline for the upstream's cluster where the direct way does not know it.
/// </summary>
internal sealed class ForwardEnd(ServerChoice servers, Balancer? balancer, ProxyForwarder forwarder, Endpoint endpoint)
{
    public Task Run(HttpContext http)
    {
        var request = ProxyRequest.Of(http);
        request.Servers = servers;
        request.Balancer = balancer;
        if (servers.Choose(http, balancer) is not { } server)
            return Answer.Plain(http, StatusCodes.Status503ServiceUnavailable);

        request.Serve(servers.Upstream, server);
        if (forwarder.TryServe(http, request) is { } served)
            return served;
        http.SetEndpoint(endpoint);
        return endpoint.RequestDelegate!(http);
    }
}
