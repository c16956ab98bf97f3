using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Reads an answer's body, and starts the answer to the client if there is nothing to read yet.</summary>
internal sealed class StreamedAnswer(Stream inner, HttpResponse client) : ReadOnlyStream
{
    private bool _hasBegun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        if (_hasBegun || read.IsCompleted)
            return read;
        _hasBegun = true;
        return BeginAndRead(read, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

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
