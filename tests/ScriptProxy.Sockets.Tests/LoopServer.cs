using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace ScriptProxy.Sockets.Tests;

/// <summary>A listening socket on event loops of its own, whose connections a test serves by hand.</summary>
internal sealed class LoopServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly LoopListener _listener;
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly Channel<SocketException> _refused = Channel.CreateUnbounded<SocketException>();

    public LoopServer(EndPoint? endPoint = null, bool starts = true)
    {
        endPoint ??= new IPEndPoint(IPAddress.Loopback, 0);
        _socket = SocketFor(endPoint);
        _socket.Bind(endPoint);
        _socket.Listen(512);
        EndPoint = _socket.LocalEndPoint!;
        Loops = new EventLoops(NullLogger.Instance, 2);
        _listener = new LoopListener(
            Loops,
            _socket,
            connection => _accepted.Writer.TryWrite(connection),
            refusal => _refused.Writer.TryWrite(refusal),
            NullLogger.Instance);
        if (starts)
            _listener.Start();
    }

    public EventLoops Loops { get; }

    public EndPoint EndPoint { get; }

    public void Start() => _listener.Start();

    public async Task<ConnectionContext> Accept() => await _accepted.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<SocketException> Refusal() => await _refused.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>A client by .NET's sockets, and its connection.</summary>
    public async Task<(Socket Client, ConnectionContext Connection)> Connect()
    {
        var client = await ConnectOnly();
        return (client, await Accept());
    }

    public async Task<Socket> ConnectOnly()
    {
        var client = SocketFor(EndPoint);
        await client.ConnectAsync(EndPoint);
        return client;
    }

    /// <summary>A client on the loops, and its connection.</summary>
    public async Task<(LoopStream Client, ConnectionContext Connection)> ConnectStream()
    {
        var client = await LoopStream.Connect(Loops, EndPoint, CancellationToken.None);
        return (client, await Accept());
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _socket.Dispose();
        Loops.Dispose();
        return default;
    }

    private static Socket SocketFor(EndPoint endPoint) => new(
        endPoint.AddressFamily, SocketType.Stream, endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
}
