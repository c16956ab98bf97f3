using System.Net;
using System.Text;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Forwarding;
using ScriptProxy.Proxy.Wires;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Makes the clients of an upstream: pooled connections, nothing followed, decoded, remembered or added.</summary>
/// <param name="ways">How servers are found and connected to.</param>
/// <param name="direct">What moves our own forwarder's exchanges; null not to use it.</param>
/// <param name="time">The clock.</param>
internal sealed class UpstreamClients(ServerWays ways, ExchangePool? direct, TimeProvider time)
{
    // Below the number of ephemeral ports that Linux has towards one address: beyond it requests wait for a connection instead of
    // using up what the proxy needs to accept any.
    private const int MostConnections = 16_384;

    // So that a busy connection does not stay with an address that its name no longer has.
    private static readonly TimeSpan LifetimeBehindName = TimeSpan.FromSeconds(30);

    public HttpMessageInvoker Create(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers) =>
        new UpstreamClient(HandlerOf(settings, servers, static _ => { }));

    /// <summary>The same, for exchanges that have to reach their connection.</summary>
    public WiredClient CreateWired(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers) =>
        WiredClient.Over(prepare => HandlerOf(settings, servers, prepare));

    /// <summary>
    /// Our own forwarder to each server; none for an upstream that speaks HTTP/2, or whose servers are told of the client by the
    /// connection, which then is for one request.
    /// </summary>
    public Dictionary<UpstreamServer, ServerForwarder> CreateDirect(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers)
    {
        if (direct is null || settings.Http != UpstreamHttp.Http1 || settings.ProxyProtocol != ProxyProtocolVersion.None)
            return [];
        var connector = ConnectorOf(settings, servers);
        return servers.ToDictionary(server => server, server =>
        {
            var host = server.Location.Host;
            var pool = new PoolSettings { MostConnections = MostConnections, Lifetime = LifetimeOf(server) };
            return new ServerForwarder(stop => connector.Connect(host, null, stop), direct, pool, time);
        });
    }

    private ServerConnector ConnectorOf(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers) =>
        new(settings, servers.ToDictionary(server => server.Location.Host, server => new ServerDialer(server.Location, ways, time)), time);

    private static TimeSpan LifetimeOf(UpstreamServer server) =>
        ServerDialer.HasName(server.Location) ? LifetimeBehindName : Timeout.InfiniteTimeSpan;

    private HttpMessageHandler HandlerOf(
        UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers, Action<SocketsHttpHandler> prepare)
    {
        var connector = ConnectorOf(settings, servers);
        return settings.ProxyProtocol == ProxyProtocolVersion.None ? Pool() : new OwnConnections(Pool);

        SocketsHttpHandler Pool()
        {
            var pool = PoolOf(settings, servers);
            pool.ConnectCallback = connector.Connect;
            prepare(pool);
            return pool;
        }
    }

    private static SocketsHttpHandler PoolOf(UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = true,
            MaxConnectionsPerServer = MostConnections,
            MaxResponseHeadersLength = (int)Math.Max(1, settings.MaxResponseHeaders / 1024),

            // The connector has its own, which tells how far it came.
            ConnectTimeout = Timeout.InfiniteTimeSpan,

            // Header bytes pass as they came, whatever their encoding: Latin-1 maps each byte to one char and back.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        if (servers.Any(server => ServerDialer.HasName(server.Location)))
            handler.PooledConnectionLifetime = LifetimeBehindName;
        return handler;
    }
}
