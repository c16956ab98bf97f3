using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Compression;

/// <summary>
/// The body of an answer on its way through a compressor. What has no announced length may be a stream of things that
/// happen, so each write of it is passed on at once; what has one is packed as tightly as it can be.
/// </summary>
internal sealed class CompressingStream(HttpContext http, IHttpResponseBodyFeature inner) : WriteOnlyStream
{
    private readonly CompressedSink _sink = new(inner.Stream);
    private Stream? _compressor;
    private bool _isDecided;
    private bool _flushesWrites;

    /// <summary>Whether the body is compressed; decides it at the first call.</summary>
    public bool Compresses()
    {
        if (http.Response.HasStarted)
            return _compressor is not null;

        // Without the header the answer was taken back, and this is another one.
        if (!_isDecided || (_compressor is not null && http.Response.Headers.ContentEncoding.Count == 0))
            Decide();
        return _compressor is not null;
    }

    public Task Start(CancellationToken stop)
    {
        Compresses();
        return inner.StartAsync(stop);
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!Compresses())
        {
            await inner.Stream.WriteAsync(buffer, cancellationToken);
            return;
        }

        // Begun before anything is kept back: an answer that then fails is broken off, not taken for one that can be
        // replaced.
        if (!http.Response.HasStarted)
            await inner.StartAsync(cancellationToken);
        await _compressor!.WriteAsync(buffer, cancellationToken);
        if (_flushesWrites)
            await _compressor.FlushAsync(cancellationToken);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Compresses())
            await _compressor!.FlushAsync(cancellationToken);
        await inner.Stream.FlushAsync(cancellationToken);
    }

    public async Task Finish()
    {
        // Without a body the head tells all the same what a GET would get, or what caches must tell apart.
        if (!_isDecided && IsHeadAlone())
            Compresses();
        _sink.IsClosed |= IsHeadAlone() || http.RequestAborted.IsCancellationRequested;
        await End();
    }

    public override async ValueTask DisposeAsync()
    {
        // Not finished means that it failed: the compressor's last words would make half an answer look like a whole
        // one.
        _sink.IsClosed = true;
        await End();
        await base.DisposeAsync();
    }

    private bool IsHeadAlone() =>
        HttpMethods.IsHead(http.Request.Method) || http.Response.StatusCode == StatusCodes.Status304NotModified;

    private async ValueTask End()
    {
        if (_compressor is { } compressor)
            await compressor.DisposeAsync();
        _compressor = null;
    }

    private void Decide()
    {
        _isDecided = true;
        _flushesWrites = http.Response.ContentLength is null;
        _compressor = CompressionHead.Decide(http) switch
        {
            ContentCoding.Brotli => new BrotliStream(_sink, CompressionLevel.Fastest, leaveOpen: true),
            ContentCoding.Gzip => new GZipStream(_sink, CompressionLevel.Fastest, leaveOpen: true),
            _ => null,
        };
    }
}
