using ScriptProxy.Sockets;

namespace ScriptProxy.Proxy.Streams;

/// <summary>
/// What every stream says that can only be written to, and only without holding a thread, unless it says otherwise.
/// </summary>
public abstract class WriteOnlyStream : ForwardOnlyStream
{
    public override bool CanRead => false;

    public override bool CanWrite => true;

    public abstract override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // As Kestrel, which refuses it too unless told otherwise.
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("Write asynchronously: a write may have to wait for the client.");

    public override void Flush() =>
        throw new InvalidOperationException("Flush asynchronously: a flush may have to wait for the client.");
}
