using System.Net;
using System.Text;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Wires;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Makes the client of an upstream: pooled connections, nothing followed, decoded, remembered or added.</summary>
internal sealed class UpstreamClients(INameResolver names, TimeProvider time)
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

    private HttpMessageHandler HandlerOf(
        UpstreamSettings settings, IReadOnlyList<UpstreamServer> servers, Action<SocketsHttpHandler> prepare)
    {
        var dialers = servers.ToDictionary(server => server.Location.Host, server => new ServerDialer(server.Location, names, time));
        var connector = new ServerConnector(settings, dialers, time);
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
