using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Configuration;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>
/// Gives YARP a cluster for each upstream of a generation, and the one route that it wants to have for it. Which
/// requests go there is decided by the sites' own routing tables. Never changes: a reload makes a new generation.
/// </summary>
internal sealed class ClusterConfigProvider(IReadOnlyList<Upstream> upstreams) : IProxyConfigProvider
{
    public IProxyConfig GetConfig() => new Config
    {
        Routes = [.. upstreams.Select(upstream => new RouteConfig
        {
            RouteId = upstream.Name,
            ClusterId = upstream.Name,
            Match = new RouteMatch { Path = "/{**path}" },
        })],
        Clusters = [.. upstreams.Select(upstream => new ClusterConfig
        {
            ClusterId = upstream.Name,
            Destinations = upstream.Servers.ToDictionary(
                server => server.Name, server => new DestinationConfig { Address = server.Address }),
        })],
    };

    private sealed class Config : IProxyConfig
    {
        public required IReadOnlyList<RouteConfig> Routes { get; init; }

        public required IReadOnlyList<ClusterConfig> Clusters { get; init; }

        public IChangeToken ChangeToken { get; } = new CancellationChangeToken(CancellationToken.None);
    }
}
