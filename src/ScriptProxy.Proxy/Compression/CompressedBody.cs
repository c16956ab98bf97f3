using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Proxy.Compression;

/// <summary>Stands where the body of an answer is written, and compresses it when the head allows.</summary>
internal sealed class CompressedBody : IHttpResponseBodyFeature, IAsyncDisposable
{
    private readonly IHttpResponseBodyFeature _inner;
    private readonly CompressingStream _stream;
    private PipeWriter? _writer;

    public CompressedBody(HttpContext http, IHttpResponseBodyFeature inner)
    {
        _inner = inner;
        _stream = new CompressingStream(http, inner);
    }

    public Stream Stream => _stream;

    public PipeWriter Writer => _writer ??= PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));

    public Task StartAsync(CancellationToken cancellationToken = default) => _stream.Start(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        _stream.Compresses()
            ? SendFileFallback.SendFileAsync(_stream, path, offset, count, cancellationToken)
            : _inner.SendFileAsync(path, offset, count, cancellationToken);

    public async Task CompleteAsync()
    {
        await Finish();
        await _inner.CompleteAsync();
    }

    public void DisableBuffering() => _inner.DisableBuffering();

    /// <summary>Writes what is left to write, at the end of an answer that went well.</summary>
    public async Task Finish()
    {
        if (_writer is not null)
            await _writer.FlushAsync();
        await _stream.Finish();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
