using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The end of a route that forwards: hands the request to YARP's pipeline for the upstream's cluster.</summary>
internal sealed class ForwardEnd(ServerChoice servers, Balancer? balancer, Endpoint endpoint)
{
    public Task Run(HttpContext http)
    {
        var request = ProxyRequest.Of(http);
        request.Servers = servers;
        request.Balancer = balancer;
        http.SetEndpoint(endpoint);
        return endpoint.RequestDelegate!(http);
    }
}
