using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Proxy.Trailers;

/// <summary>
/// The body of an HTTP/1.1 answer that trailers may follow. Kestrel, which ends a chunked body without any, is told
/// that the body comes in chunks already.
/// </summary>
public sealed class FramedBody(HttpContext http, IHttpResponseBodyFeature inner)
    : IHttpResponseBodyFeature, IHttpResponseTrailersFeature
{
    private FramedStream? _stream;
    private PipeWriter? _writer;

    public Stream Stream => _stream ??= new FramedStream(http.Response, inner.Writer);

    public PipeWriter Writer => _writer ??= PipeWriter.Create(Stream, new StreamPipeWriterOptions(leaveOpen: true));

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        ((FramedStream)Stream).Begin();
        await inner.StartAsync(cancellationToken);
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public async Task CompleteAsync()
    {
        await Finish();
        await inner.CompleteAsync();
    }

    public void DisableBuffering() => inner.DisableBuffering();

    /// <summary>
    /// Ends the body, with what trailers there are. Called when the request has gone through without a fault.
    /// </summary>
    public async Task Finish()
    {
        if (_writer is not null)
            await _writer.FlushAsync();
        if (_stream is null && Trailers.Count == 0)
            return;
        await ((FramedStream)Stream).Finish(Trailers);
    }
}
