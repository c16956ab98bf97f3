using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Server.Explaining;

/// <summary>Takes the body of an answer that nobody reads.</summary>
internal sealed class DiscardedBody : IHttpResponseBodyFeature
{
    public Stream Stream => Stream.Null;

    public PipeWriter Writer { get; } = PipeWriter.Create(Stream.Null);

    public void DisableBuffering()
    {
        // There is none.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;
}
