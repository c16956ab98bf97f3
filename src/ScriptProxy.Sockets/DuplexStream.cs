namespace ScriptProxy.Sockets;

/// <summary>
/// What every stream says that bytes go over in both directions; without holding a thread, unless it says otherwise.
/// </summary>
public abstract class DuplexStream : ForwardOnlyStream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public abstract override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public abstract override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
