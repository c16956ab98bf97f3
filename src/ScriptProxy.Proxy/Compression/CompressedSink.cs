using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Compression;

/// <summary>Takes what a compressor gives and passes it on, until it is closed.</summary>
internal sealed class CompressedSink(Stream to) : WriteOnlyStream
{
    /// <summary>Whether the rest is thrown away.</summary>
    public bool IsClosed { get; set; }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        IsClosed ? default : to.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        IsClosed ? Task.CompletedTask : to.FlushAsync(cancellationToken);
}
