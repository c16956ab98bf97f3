using System.Net.Security;
using System.Net.Sockets;
using ScriptProxy.Sockets;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>Sends and receives bytes.</summary>
internal sealed class Wire(Stream stream) : IDisposable
{
    private readonly LoopStream? _loop = stream as LoopStream;

    /// <summary>How many loops there may be; they are counted from 1.</summary>
    public static int LoopCount => Environment.ProcessorCount;

    /// <summary>The loop whose thread this is; 0 for none.</summary>
    public static int CurrentLoop => EventLoops.CurrentNumber;

    /// <summary>The loop that waits for it; 0 for none.</summary>
    public int Loop => _loop?.Loop ?? 0;

    /// <summary>
    /// Whether nothing has come that was not received, the end included; null where only receiving tells.
    /// </summary>
    public bool? IsQuiet => _loop?.IsQuiet;

    /// <summary>Whether an exception says that the connection is broken or was closed, by whichever side.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException;

    public ValueTask<int> Receive(Memory<byte> buffer) => stream.ReadAsync(buffer);

    /// <summary>Receives what is known to be there, without waiting; null when nothing is.</summary>
    public int? TryReceive(Span<byte> buffer) => _loop?.TryRead(buffer);

    public ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken stop) => stream.WriteAsync(bytes, stop);

    /// <summary>Tells the server that nothing more comes, and goes on receiving.</summary>
    public async ValueTask EndSending()
    {
        if (stream is SslStream secured)
            await secured.ShutdownAsync();
        else if (_loop is not null)
            _loop.ShutdownSend();
        else if (stream is NetworkStream plain)
            plain.Socket.Shutdown(SocketShutdown.Send);
    }

    public void Dispose() => stream.Dispose();
}
