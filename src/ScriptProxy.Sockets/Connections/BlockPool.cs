using System.Buffers;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// Lends Kestrel blocks, of which none is smaller than 4 KB: it asks for 0 bytes when it takes any size.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    private const int BlockSize = 4096;

    // As many as a few HTTP/2 connections use at once: a megabyte for each processor.
    private readonly ReusePool<Block> _kept = new(256);

    public override int MaxBufferSize => BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        var block = _kept.Take() ?? new Block(this);
        block.Lend();
        return block;
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockSize);
        private int _isLent;

        public Memory<byte> Memory =>
            Volatile.Read(ref _isLent) != 0 ? _bytes : throw new ObjectDisposedException(nameof(Block));

        public void Lend() => Volatile.Write(ref _isLent, 1);

        // As with Kestrel's own, whoever disposes of one twice may take it from the next who has it.
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLent, 0) != 0)
                pool._kept.Keep(this);
        }
    }
}
