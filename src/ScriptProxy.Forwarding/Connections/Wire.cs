using System.Net.Security;
using System.Net.Sockets;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>Sends and receives bytes.</summary>
internal sealed class Wire(Stream stream) : IDisposable
{
    /// <summary>How many loops there may be; they are counted from 1.</summary>
    public static int LoopCount => Environment.ProcessorCount;

    /// <summary>The loop whose thread this is; 0 for none.</summary>
    public static int CurrentLoop => 0;

    /// <summary>The loop that waits for it; 0 for none.</summary>
    public int Loop { get; }

    /// <summary>Whether an exception says that the connection is broken or was closed, by whichever side.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException;

    public ValueTask<int> Receive(Memory<byte> buffer) => stream.ReadAsync(buffer);

    public ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken stop) => stream.WriteAsync(bytes, stop);

    /// <summary>Tells the server that nothing more comes, and goes on receiving.</summary>
    public async ValueTask EndSending()
    {
        if (stream is SslStream secured)
            await secured.ShutdownAsync();
        else if (stream is NetworkStream plain)
            plain.Socket.Shutdown(SocketShutdown.Send);
    }

    public void Dispose() => stream.Dispose();
}
