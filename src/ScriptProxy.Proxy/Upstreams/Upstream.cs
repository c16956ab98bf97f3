using System.Net;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Wires;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// The servers behind one name, with the connections to them. Outlives the generations that use it while its definition does
/// not change.
/// </summary>
public sealed class Upstream : IDisposable
{
    private readonly Dictionary<UpstreamServer, ServerForwarder> _direct;
    private readonly Lazy<WiredClient> _wired;

    internal Upstream(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers, UpstreamClients clients)
    {
        Name = settings.Name;
        Settings = settings;
        Servers = servers;
        Pool = new ServerPool(servers);
        _direct = clients.CreateDirect(settings, servers);
        Terms = new ForwardTerms(settings.IdleTimeout, (int)settings.MaxResponseHeaders, UpgradedIdleTimeout);
        Client = clients.Create(settings, servers);
        _wired = new Lazy<WiredClient>(() => clients.CreateWired(settings, servers));
        Exchange = new ForwarderRequestConfig
        {
            ActivityTimeout = settings.IdleTimeout,
            Version = settings.Http == UpstreamHttp.Http1 ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = settings.Http == UpstreamHttp.Auto
                ? HttpVersionPolicy.RequestVersionOrLower
                : HttpVersionPolicy.RequestVersionExact,
        };
        UpgradedExchange = Exchange with
        {
            ActivityTimeout = UpgradedIdleTimeout,
            Version = settings.Http == UpstreamHttp.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        };
    }

    /// <summary>The idle timeout of upgraded connections, nginx: proxy_read_timeout in a WebSocket location.</summary>
    private static TimeSpan UpgradedIdleTimeout { get; } = TimeSpan.FromHours(24);

    public string Name { get; }

    public IReadOnlyList<UpstreamServer> Servers { get; }

    /// <summary>Of these, what stands in the definition; how servers are balanced, checked and tried again may have changed.</summary>
    internal UpstreamSettings Settings { get; }

    internal ServerPool Pool { get; }

    /// <summary>Sends requests and keeps the connections.</summary>
    internal HttpMessageInvoker Client { get; }

    /// <summary>The same for exchanges that have to reach their connection.</summary>
    internal WiredClient WiredClient => _wired.Value;

    /// <summary>Version and timeouts of an exchange.</summary>
    internal ForwarderRequestConfig Exchange { get; }

    /// <summary>The same for a request that asks for an upgrade.</summary>
    internal ForwarderRequestConfig UpgradedExchange { get; }

    /// <summary>What holds for exchanges by our own forwarders.</summary>
    internal ForwardTerms Terms { get; }

    /// <summary>Our own forwarder to one of the servers; null where exchanges go by <see cref="Client"/>.</summary>
    internal ServerForwarder? DirectTo(UpstreamServer server) => _direct.GetValueOrDefault(server);

    public void Dispose()
    {
        Pool.Dispose();
        foreach (var forwarder in _direct.Values)
            forwarder.Dispose();
        Client.Dispose();
        if (_wired.IsValueCreated)
            _wired.Value.Dispose();
    }
}
