using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Model;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// Chooses the server for a request to one upstream: by the route's own balancer, by what the request sticks to, or by
/// the upstream's policy. Belongs to a generation; the upstream does not.
/// </summary>
internal sealed class ServerChoice(Upstream upstream, UpstreamSettings settings, Balancer policy)
{
    private readonly IStickiness? _sticky = Stickiness.Of(settings);
    private IReadOnlyList<DestinationState> _destination = [];

    public Upstream Upstream { get; } = upstream;

    /// <summary>The upstream's settings in this generation.</summary>
    public UpstreamSettings Settings { get; } = settings;

    public RetryRule Retry { get; } = new(settings);

    /// <summary>How many failures take a server out: a lone one never is.</summary>
    public int MaxFails { get; } = settings.Servers.Count > 1 ? settings.MaxFails : 0;

    /// <summary>
    /// Ties it to what YARP's pipeline wants to have chosen. One of the servers stands for all: which of them is used,
    /// YARP is told with the request.
    /// </summary>
    public void Bind(ClusterState cluster) => _destination = [cluster.Destinations[Upstream.Servers[0].Name]];

    public IReadOnlyList<DestinationState> Destination => _destination;

    /// <summary>The server, or null when there is none or the balancer declines.</summary>
    public UpstreamServer? Choose(HttpContext http, Balancer? ofRoute) => Claimed(
        ofRoute is null && _sticky?.Find(http, Upstream.Pool) is { } kept
            ? kept
            : Choose(http, ofRoute, Upstream.Pool.Ready));

    /// <summary>The server for another try, or null when there is none or the balancer declines.</summary>
    public UpstreamServer? ChooseNext(HttpContext http, Balancer? ofRoute, List<UpstreamServer> failed) =>
        Claimed(Choose(http, ofRoute, Upstream.Pool.ReadyWithout(failed)));

    /// <summary>Lets the answer say what the next request should bring along to come to the same server.</summary>
    public void Mark(HttpContext http, Balancer? ofRoute, UpstreamServer server)
    {
        if (ofRoute is null)
            _sticky?.Mark(http, server);
    }

    private static UpstreamServer? Claimed(UpstreamServer? server)
    {
        if (server is { Health.IsOnTrial: true })
            server.Health.Claim();
        return server;
    }

    private UpstreamServer? Choose(HttpContext http, Balancer? ofRoute, IUpstreamServer[] ready) =>
        ready.Length == 0
            ? null
            : (ofRoute ?? policy)(http, ready) switch
            {
                null => null,
                UpstreamServer server when Owns(server) => server,
                _ => throw new InvalidOperationException(
                    $"A balancer returned a server that is not one of upstream '{Upstream.Name}'."),
            };

    private bool Owns(UpstreamServer server)
    {
        var servers = Upstream.Servers;
        for (var i = 0; i < servers.Count; i++)
        {
            if (ReferenceEquals(servers[i], server))
                return true;
        }

        return false;
    }
}
