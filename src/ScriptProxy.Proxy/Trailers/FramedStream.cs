using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Trailers;

/// <summary>Writes each piece of an answer as a chunk (RFC 9112 §7.1).</summary>
internal sealed class FramedStream(HttpResponse response, PipeWriter output) : WriteOnlyStream
{
    // Eight digits of length and a line end.
    private const int HeadLength = 10;

    private bool _hasBegun;
    private bool _isFramed;
    private bool _hasFinished;

    /// <summary>Decides, before the answer starts: an answer that has come to have a length takes no chunks.</summary>
    public void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        _isFramed = !response.HasStarted && response.ContentLength is null;
        if (_isFramed)
            response.Headers.TransferEncoding = "chunked";
    }

    public async Task Finish(IHeaderDictionary trailers)
    {
        if (_hasFinished)
            return;
        Begin();
        _hasFinished = true;
        if (_isFramed)
            await output.WriteAsync(LastChunk.With(trailers));
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Put(buffer.Span);
        await output.FlushAsync(cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => Put(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        Begin();
        await output.FlushAsync(cancellationToken);
    }

    private void Put(ReadOnlySpan<byte> data)
    {
        Begin();
        ObjectDisposedException.ThrowIf(_hasFinished, this);

        // A chunk of no length would be the last one.
        if (data.IsEmpty)
            return;
        if (_isFramed)
            PutHead(data.Length);
        output.Write(data);
        if (_isFramed)
            output.Write("\r\n"u8);
    }

    private void PutHead(int length)
    {
        var head = output.GetSpan(HeadLength);
        length.TryFormat(head, out var digits, "x", CultureInfo.InvariantCulture);
        "\r\n"u8.CopyTo(head[digits..]);
        output.Advance(digits + 2);
    }
}
