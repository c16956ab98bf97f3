using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ScriptProxy.Server.Echo;

/// <summary>Answers with the request it received; behind <c>echo:</c> upstreams and <c>scriptproxy echo</c>.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly EchoApplication _application;

    private EchoServer(KestrelServer server, EchoApplication application, IPEndPoint endPoint)
    {
        _server = server;
        _application = application;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens, with the port that it got when 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Binds and serves.</summary>
    /// <param name="endPoint">Where to listen; port 0 takes a free one.</param>
    /// <param name="name">What it calls itself in its answers.</param>
    /// <param name="logs">Makes its loggers.</param>
    /// <param name="cancellationToken">Gives up binding.</param>
    /// <exception cref="IOException">The end point cannot be bound.</exception>
    public static async Task<EchoServer> StartAsync(
        IPEndPoint endPoint, string name, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        ListenOptions? listener = null;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(endPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listener = listen;
        });

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs);
        var server = new KestrelServer(Options.Create(options), transport, logs);
        var application = new EchoApplication(name, logs);
        try
        {
            await server.StartAsync(application, cancellationToken);
        }
        catch
        {
            server.Dispose();
            application.Dispose();
            throw;
        }

        return new EchoServer(server, application, listener!.IPEndPoint!);
    }

    /// <summary>Ends the streams that would never end by themselves, waits for the rest and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _application.Stop();
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
        _application.Dispose();
    }
}
