using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Server.Requests;

/// <summary>Counts the bytes of a response body for the access log, however they are written.</summary>
internal sealed class CountingBody(IHttpResponseBodyFeature body) : IHttpResponseBodyFeature
{
    private IHttpResponseBodyFeature _inner = body;
    private CountingStream? _stream;
    private CountingWriter? _writer;
    private long _files;

    public long Bytes => (_stream?.Bytes ?? 0) + (_writer?.Bytes ?? 0) + _files;

    public Stream Stream => _stream ??= new CountingStream(_inner.Stream);

    public PipeWriter Writer => _writer ??= new CountingWriter(_inner.Writer);

    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);

    public async Task SendFileAsync(
        string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await _inner.SendFileAsync(path, offset, count, cancellationToken);
        _files += count ?? new FileInfo(path).Length - offset;
    }

    /// <summary>Puts another body beneath, unless somebody has begun to use this one.</summary>
    public bool TryReplace(Func<IHttpResponseBodyFeature, IHttpResponseBodyFeature> body)
    {
        if (_stream is not null || _writer is not null)
            return false;
        _inner = body(_inner);
        return true;
    }

    public Task CompleteAsync() => _inner.CompleteAsync();

    public void DisableBuffering() => _inner.DisableBuffering();
}
