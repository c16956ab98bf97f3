using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Counting;
using ScriptProxy.Server.Listeners.ProxyProtocol;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// One listener: a Kestrel server of its own, because Kestrel's limits are those of a server, not of an endpoint.
/// </summary>
internal sealed class ListenerServer
{
    private readonly KestrelServer _kestrel;
    private readonly BoundSocket _socket;
    private readonly ConnectionQueue _queue;
    private readonly ProxyApplication _application;

    private ListenerServer(
        ListenerSettings settings,
        KestrelServer kestrel,
        BoundSocket socket,
        ConnectionQueue queue,
        ProxyApplication application)
    {
        _application = application;
        Definition = DefinitionOf(settings);
        Address = settings.Address.Value;
        _kestrel = kestrel;
        _socket = socket;
        _queue = queue;
    }

    /// <summary>All that a running server cannot change.</summary>
    public string Definition { get; }

    public ListenAddress Address { get; }

    public static string DefinitionOf(ListenerSettings settings) =>
        $"{settings.Name}\t{settings.Address.Value}\t{settings.Http}\t{settings.Tls}\t{settings.ProxyProtocol}\t"
        + $"{settings.Limits}";

    /// <summary>Starts a server for the socket; it gets no connection before <see cref="Open"/>.</summary>
    public static async Task<ListenerServer> Start(
        ListenerSettings settings, BoundSocket socket, ProxyApplication application, ILoggerFactory logs)
    {
        var options = ListenerOptions.Of(settings, logs);
        var queue = new ConnectionQueue(socket.EndPoint, application.Counters);
        Listen(options, queue, settings, listen => Prepare(listen, settings, application, logs), application);
        var kestrel = new KestrelServer(Options.Create(options), queue, logs);
        try
        {
            await kestrel.StartAsync(application, CancellationToken.None);
            return new ListenerServer(settings, kestrel, socket, queue, application);
        }
        catch
        {
            kestrel.Dispose();
            throw;
        }
    }

    /// <summary>Takes the connections of its socket from now on.</summary>
    public void Open() => _socket.HandTo(_queue);

    /// <summary>
    /// Takes no more connections and leaves those it has to their clients for a while: the next answer on each says
    /// that it is the last, so that no request meets a connection that is just being closed. Then stops.
    /// </summary>
    /// <param name="patience">How long idle connections are waited for.</param>
    /// <param name="limit">Ends the wait, and what is still running.</param>
    public async Task Drain(TimeSpan patience, CancellationToken limit)
    {
        _application.Close();
        _queue.Close();
        await _queue.Idle.WaitAsync(patience, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Stop(limit);
    }

    /// <summary>Takes no more, closes idle connections and waits for requests in flight, until the limit.</summary>
    public async Task Stop(CancellationToken limit)
    {
        await _kestrel.StopAsync(limit);
        _kestrel.Dispose();
    }

    private static void Listen(
        KestrelServerOptions options,
        ConnectionQueue queue,
        ListenerSettings settings,
        Action<ListenOptions> prepare,
        ProxyApplication application)
    {
        var limits = settings.Limits;
        if (settings.Http.HasFlag(HttpVersions.Http1 | HttpVersions.Http2) && !settings.Tls)
        {
            new CleartextVersions(new FirstBytes(limits.KeepAlive, limits.HeaderTimeout))
                .ListenOn(options, queue, prepare);
            return;
        }

        options.Listen(queue.EndPoint, listen =>
        {
            listen.Protocols = ProtocolsOf(settings.Http);
            prepare(listen);
            if (settings.Tls)
            {
                new ProofHandshakes(application, limits.HeaderTimeout).LookInto(listen);
                listen.UseHttps(new TlsHandshakes(settings, application).Options);
            }
        });
    }

    // What runs on each connection before all else.
    private static void Prepare(
        ListenOptions listen, ListenerSettings settings, ProxyApplication application, ILoggerFactory logs)
    {
        listen.CountConnections(application.Counters);
        if (settings.ProxyProtocol)
            new ProxyProtocolGate(application, settings.Limits.HeaderTimeout, logs).Guard(listen);
    }

    private static HttpProtocols ProtocolsOf(HttpVersions versions) =>
        !versions.HasFlag(HttpVersions.Http2) ? HttpProtocols.Http1
        : versions.HasFlag(HttpVersions.Http1) ? HttpProtocols.Http1AndHttp2
        : HttpProtocols.Http2;
}
