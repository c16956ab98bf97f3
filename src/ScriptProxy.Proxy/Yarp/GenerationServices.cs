using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.SessionAffinity;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>
/// The container of one generation: ASP.NET Core's routing and YARP, with our parts in the places where YARP asks for
/// some. Also what <c>HttpContext.RequestServices</c> gives to handlers.
/// </summary>
internal static class GenerationServices
{
    public static ServiceProvider Build(
        IReadOnlyList<Upstream> upstreams, IHttpForwarder forwarder, DiagnosticListener listener,
        params MatcherPolicy[] watching)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(listener);
        services.AddSingleton(forwarder);
        services.AddSingleton<ITransformBuilder, NoTransforms>();
        services.AddSingleton<IForwarderHttpClientFactory>(
            new SharedClients(upstreams.ToDictionary(upstream => upstream.Name)));
        services.AddSingleton<IProxyConfigProvider>(new ClusterConfigProvider(upstreams));
        services.AddSingleton<MatcherPolicy, RouteConditionsPolicy>();
        foreach (var policy in watching)
            services.AddSingleton(policy);
        services.AddReverseProxy();

        // Unused here; making them would set up data protection and its key ring on disk.
        foreach (var affinity in services.Where(
            service => service.ServiceType == typeof(ISessionAffinityPolicy)).ToList())
            services.Remove(affinity);

        return services.BuildServiceProvider();
    }
}
