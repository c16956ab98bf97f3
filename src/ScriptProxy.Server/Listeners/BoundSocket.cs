using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Requests;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// A listening socket. It outlives the servers that are fed from it: when a listener's settings change, the next
/// connection goes to the new server, and not one in the kernel's queue is lost. Nothing is accepted until a server
/// is there to take it.
/// </summary>
internal sealed class BoundSocket : IAsyncDisposable
{
    private readonly IConnectionSource _source;
    private ConnectionQueue? _target;

    private BoundSocket(EndPoint endPoint, IConnectionSource source)
    {
        EndPoint = endPoint;
        _source = source;
    }

    public EndPoint EndPoint { get; }

    /// <param name="address">The address.</param>
    /// <param name="threads">What serves the connections; null for .NET's sockets and its pool of threads.</param>
    /// <param name="logs">Where it is told that no connection can be accepted.</param>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static BoundSocket Bind(ListenAddress address, IoThreads? threads, ILoggerFactory logs)
    {
        var endPoint = EndPointOf(address);
        var isUnix = endPoint.AddressFamily == AddressFamily.Unix;
        if (isUnix)
            StaleSocketFile.Remove((UnixDomainSocketEndPoint)endPoint);
        var protocol = isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, protocol);
        try
        {
            if (address is ListenAddress.AnyIp && socket.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = true;
            socket.Bind(endPoint);
            socket.Listen(4096);
            return new BoundSocket(socket.LocalEndPoint!, SourceOf(socket, threads, logs.CreateLogger("listener")));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>From now on connections go there.</summary>
    public void HandTo(ConnectionQueue queue)
    {
        var isFirst = Interlocked.Exchange(ref _target, queue) is null;
        if (isFirst)
            _source.Start(Hand);
    }

    /// <summary>Closes the socket; the connections that it gave live on.</summary>
    public Task Close() => _source.Close();

    /// <summary>Once the last of its connections has ended.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private void Hand(ConnectionContext connection)
    {
        var closed = connection.ConnectionClosed;
        ClientEnd.Watch(connection);
        var target = Volatile.Read(ref _target)!;
        while (!target.TryAdd(connection, closed))
        {
            // The server may have been replaced since its name was read: the next one has been open before it closed.
            var next = Volatile.Read(ref _target)!;
            if (next == target)
            {
                // None serves the address any more. Nobody has to wait for it: nothing has been sent.
                _ = connection.DisposeAsync().AsTask();
                return;
            }

            target = next;
        }
    }

    private static IConnectionSource SourceOf(Socket socket, IoThreads? threads, ILogger log) =>
        threads?.Loops is { } loops
            ? new LoopSource(socket, loops, log)
            : new SocketSource(socket, threads is { RunRequests: true }, log);

    private static EndPoint EndPointOf(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, any.Port),
        ListenAddress.Ip ip => new IPEndPoint(ip.Address, ip.Port),
        ListenAddress.Unix unix => new UnixDomainSocketEndPoint(unix.Path),
        _ => throw new InvalidOperationException($"Unknown address {address}."),
    };
}
