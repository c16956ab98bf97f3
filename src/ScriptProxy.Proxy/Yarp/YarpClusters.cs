using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>Builds YARP's pipeline in a generation's container and finds the endpoint of each cluster.</summary>
internal sealed class YarpClusters
{
    private readonly Dictionary<string, Endpoint> _endpoints;
    private readonly IProxyStateLookup _state;

    public YarpClusters(IServiceProvider services)
    {
        var routes = new RouteTable(services);
        routes.MapReverseProxy(pipeline => pipeline.UseMiddleware<OneDestinationMiddleware>());
        _state = services.GetRequiredService<IProxyStateLookup>();
        _endpoints = routes.DataSources
            .SelectMany(source => source.Endpoints)
            .ToDictionary(endpoint => endpoint.Metadata.GetRequiredMetadata<RouteModel>().Config.RouteId);
    }

    public Endpoint EndpointOf(string upstream) => _endpoints[upstream];

    public ClusterState ClusterOf(string upstream) =>
        _state.TryGetCluster(upstream, out var cluster)
            ? cluster
            : throw new InvalidOperationException($"YARP did not take the cluster '{upstream}'.");

    private sealed class RouteTable(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider { get; } = services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);
    }
}
