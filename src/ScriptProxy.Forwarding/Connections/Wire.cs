using System.Net.Security;
using System.Net.Sockets;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>Sends and receives bytes: over the socket itself where there is nothing around it.</summary>
internal sealed class Wire(Stream stream) : IDisposable
{
    private readonly Socket? _socket = stream is NetworkStream plain ? plain.Socket : null;

    /// <summary>Whether an exception says that the connection is broken or was closed, by whichever side.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException;

    public ValueTask<int> Receive(Memory<byte> buffer) =>
        _socket is null ? stream.ReadAsync(buffer) : _socket.ReceiveAsync(buffer, SocketFlags.None);

    public async ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        if (_socket is null)
        {
            await stream.WriteAsync(bytes, stop);
            return;
        }

        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, stop)..];
    }

    /// <summary>Tells the server that nothing more comes, and goes on receiving.</summary>
    public async ValueTask EndSending()
    {
        if (stream is SslStream secured)
            await secured.ShutdownAsync();
        else
            _socket?.Shutdown(SocketShutdown.Send);
    }

    public void Dispose() => stream.Dispose();
}
