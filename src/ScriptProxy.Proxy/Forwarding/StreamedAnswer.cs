using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Reads an answer's body, and starts the answer to the client if there is nothing to read yet.</summary>
internal sealed class StreamedAnswer(Stream inner, HttpResponse client) : Stream
{
    private bool _hasBegun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        if (_hasBegun || read.IsCompleted)
            return read;
        _hasBegun = true;
        return BeginAndRead(read, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> BeginAndRead(ValueTask<int> read, CancellationToken stop)
    {
        var reading = read.AsTask();
        if (!client.HasStarted)
            await client.Body.FlushAsync(stop);
        return await reading;
    }
}
