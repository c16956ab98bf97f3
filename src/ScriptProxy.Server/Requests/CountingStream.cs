using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Server.Requests;

/// <summary>Passes everything on and counts it.</summary>
internal sealed class CountingStream(Stream inner) : WriteOnlyStream
{
    public long Bytes { get; private set; }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Bytes += count;
        inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Bytes += buffer.Length;
        return inner.WriteAsync(buffer, cancellationToken);
    }
}
