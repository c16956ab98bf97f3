namespace ScriptProxy.Proxy.Wires;

/// <summary>A client's upload as it is read for the upstream: over, once the upstream has refused it.</summary>
internal sealed class RefusableBody(Stream inner, Refusal refusal) : Stream
{
    private CancellationTokenSource? _end;

    public Stream Inner => inner;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (refusal.IsSaid)
            return 0;

        // All reads of one exchange are stopped by the same token.
        _end ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, refusal.Said);
        try
        {
            var count = await inner.ReadAsync(buffer, _end.Token);
            BytesRead += count;
            return count;
        }
        catch (OperationCanceledException) when (refusal.IsSaid && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _end?.Dispose();
        base.Dispose(disposing);
    }
}
