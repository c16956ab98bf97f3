using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Wires;

/// <summary>A client's upload as it is read for the upstream: over, once the upstream has refused it.</summary>
internal sealed class RefusableBody(Stream inner, Refusal refusal) : ReadOnlyStream
{
    private CancellationTokenSource? _end;

    public Stream Inner => inner;

    public long BytesRead { get; private set; }

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _end?.Dispose();
        base.Dispose(disposing);
    }
}
