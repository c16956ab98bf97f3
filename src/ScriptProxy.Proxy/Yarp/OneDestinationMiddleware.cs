using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;
using Yarp.ReverseProxy.Model;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>
/// Runs in YARP's pipeline after it has found the cluster: which server it is was decided before, and what YARP takes for one stands
/// for all of them.
/// </summary>
internal sealed class OneDestinationMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        http.Features.GetRequiredFeature<IReverseProxyFeature>().AvailableDestinations = ProxyRequest.Of(http).Servers!.Destination;
        return next(http);
    }
}
