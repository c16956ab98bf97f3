using ScriptProxy.Sockets;

namespace ScriptProxy.Proxy.Streams;

/// <summary>What every stream says that can only be read; without holding a thread, unless it says otherwise.</summary>
internal abstract class ReadOnlyStream : ForwardOnlyStream
{
    public override bool CanRead => true;

    public override bool CanWrite => false;

    public abstract override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }
}
