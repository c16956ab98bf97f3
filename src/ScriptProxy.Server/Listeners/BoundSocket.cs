using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Requests;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// A listening socket. It outlives the servers that are fed from it: when a listener's settings change, the next connection
/// goes to the new server, and not one in the kernel's queue is lost. Nothing is accepted until a server is there to take it.
/// </summary>
internal sealed partial class BoundSocket : IAsyncDisposable
{
    // Out of file descriptors: the connections wait in the kernel's queue until some are closed.
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly SocketConnectionContextFactory _connections;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private ConnectionQueue? _target;
    private Task _accepting = Task.CompletedTask;

    private BoundSocket(Socket socket, bool inline, ILoggerFactory logs)
    {
        _socket = socket;
        _log = logs.CreateLogger("listener");
        _connections = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions { UnsafePreferInlineScheduling = inline }, _log);
        EndPoint = socket.LocalEndPoint!;
    }

    public EndPoint EndPoint { get; }

    /// <param name="address">The address.</param>
    /// <param name="inline">Whether what arrives is dealt with by the thread that receives it.</param>
    /// <param name="logs">Where it is told that no connection can be accepted.</param>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static BoundSocket Bind(ListenAddress address, bool inline, ILoggerFactory logs)
    {
        var endPoint = EndPointOf(address);
        var isUnix = endPoint.AddressFamily == AddressFamily.Unix;
        if (isUnix)
            StaleSocketFile.Remove((UnixDomainSocketEndPoint)endPoint);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (address is ListenAddress.AnyIp && socket.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = true;
            socket.Bind(endPoint);
            socket.Listen(4096);
            return new BoundSocket(socket, inline, logs);
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
            _accepting = Task.Run(Accept);
    }

    /// <summary>Closes the socket; the connections that it gave live on.</summary>
    public async Task Close()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
    }

    /// <summary>Once the last of its connections has ended: they use the memory that is given back here.</summary>
    public async ValueTask DisposeAsync()
    {
        await Close();
        _connections.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stop.Token);
                if (socket.AddressFamily != AddressFamily.Unix)
                    socket.NoDelay = true;
                await Hand(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                if (_stop.IsCancellationRequested)
                    return;
                NotAccepted(_log, EndPoint, exception.Message);
                await Task.Delay(Breather);
            }
        }
    }

    private async Task Hand(Socket socket)
    {
        var connection = _connections.Create(socket);
        var closed = connection.ConnectionClosed;
        ClientEnd.Watch(connection);
        var target = Volatile.Read(ref _target)!;
        while (!target.TryAdd(connection, closed))
        {
            // The server may have been replaced since its name was read: the next one has been open before it closed.
            var next = Volatile.Read(ref _target)!;
            if (next == target)
            {
                await connection.DisposeAsync();
                return;
            }

            target = next;
        }
    }

    private static EndPoint EndPointOf(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, any.Port),
        ListenAddress.Ip ip => new IPEndPoint(ip.Address, ip.Port),
        ListenAddress.Unix unix => new UnixDomainSocketEndPoint(unix.Path),
        _ => throw new InvalidOperationException($"Unknown address {address}."),
    };

    [LoggerMessage(
        EventId = 4101, Level = LogLevel.Error,
        Message = "{EndPoint}: a connection could not be accepted: {Reason}; see `ulimit -n` if it is out of file descriptors")]
    private static partial void NotAccepted(ILogger log, EndPoint endPoint, string reason);
}
