using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Listeners;

namespace ScriptProxy.Server.Admin;

/// <summary>The admin endpoint on one address: a Kestrel of its own with tight limits.</summary>
internal sealed class AdminServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BoundSocket _socket;
    private readonly ConnectionQueue _queue;
    private readonly KestrelServer _kestrel;

    private AdminServer(ListenAddress address, BoundSocket socket, ConnectionQueue queue, KestrelServer kestrel)
    {
        Address = address;
        _socket = socket;
        _queue = queue;
        _kestrel = kestrel;
    }

    public ListenAddress Address { get; }

    /// <summary>Binds and starts; nothing is accepted before <see cref="Open"/>.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be bound.</exception>
    public static async Task<AdminServer> Start(ListenAddress address, AdminApplication application, ILoggerFactory logs)
    {
        var socket = BoundSocket.Bind(address, threads: null, logs);
        var queue = new ConnectionQueue(socket.EndPoint);
        var options = OptionsFor(logs);
        options.Listen(socket.EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        var kestrel = new KestrelServer(Options.Create(options), queue, logs);
        try
        {
            await kestrel.StartAsync(application, CancellationToken.None);
            return new AdminServer(address, socket, queue, kestrel);
        }
        catch
        {
            kestrel.Dispose();
            await socket.DisposeAsync();
            throw;
        }
    }

    public void Open() => _socket.HandTo(_queue);

    /// <summary>Closes the socket, lets the requests finish that are under way, and breaks off what takes too long.</summary>
    public async Task Stop()
    {
        await _socket.Close();
        using var limit = new CancellationTokenSource(Patience);
        await _kestrel.StopAsync(limit.Token);
        _kestrel.Dispose();
        await _socket.DisposeAsync();
    }

    private static KestrelServerOptions OptionsFor(ILoggerFactory logs)
    {
        var services = new ServiceCollection().AddSingleton(logs).AddLogging().BuildServiceProvider();
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = services };
        options.Limits.MaxConcurrentConnections = 100;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        options.Limits.MaxRequestHeaderCount = 64;
        options.Limits.MaxRequestLineSize = 4 * 1024;
        options.Limits.MaxRequestBodySize = 1024;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        return options;
    }
}
