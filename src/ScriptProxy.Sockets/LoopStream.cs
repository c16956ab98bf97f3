using System.Net;
using System.Net.Sockets;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Streams;

namespace ScriptProxy.Sockets;

/// <summary>
/// A connection that was opened from here. What waits for it goes on in the thread of its event loop.
/// </summary>
public sealed class LoopStream : DuplexStream
{
    private readonly LoopSocket _socket;
    private readonly ReceiveOperation _receive;
    private readonly SendOperation _send;

    private LoopStream(LoopSocket socket)
    {
        _socket = socket;
        _receive = new ReceiveOperation(socket);
        _send = new SendOperation(socket);
    }

    /// <summary>
    /// Whether the peer is not known to have sent anything that was not read, its end included. Costs no call of the
    /// kernel, except behind a reading that has filled its buffer.
    /// </summary>
    public bool IsQuiet => _socket.IsQuiet();

    /// <summary>The number of the loop that waits for it; see <see cref="EventLoops.CurrentNumber"/>.</summary>
    public int Loop => _socket.Loop.Number;

    /// <summary>Connects; on the loop whose thread this is, if it is one's.</summary>
    /// <exception cref="SocketException">It cannot be connected.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static async ValueTask<LoopStream> Connect(EventLoops loops, EndPoint endPoint, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(loops);
        ArgumentNullException.ThrowIfNull(endPoint);
        return new LoopStream(await ConnectOperation.Connect(endPoint, loops.Nearest(), stop));
    }

    /// <summary>Tells the peer that nothing more comes, and goes on receiving.</summary>
    public void ShutdownSend() => _socket.EndSending();

    /// <summary>Reads what is known to have arrived, without waiting; null when nothing is, 0 at the end.</summary>
    public int? TryRead(Span<byte> buffer) => _receive.TryReceive(buffer);

    /// <summary>An empty buffer waits until there is something to read.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _receive.Receive(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _send.Send(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _socket.Close();
        base.Dispose(disposing);
    }
}
