using ScriptProxy.Proxy.Wires;
using ScriptProxy.Sockets;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>An upgraded connection's client: its end of sending becomes the end of sending to the server.</summary>
/// <param name="exchange">Null where the server speaks HTTP/2.</param>
internal sealed class UpgradedStream(Stream inner, WireExchange? exchange) : DuplexStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);

        // An empty buffer only waits for data.
        if (count == 0 && buffer.Length > 0)
            await EndSending();
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // To YARP it is a failure of the client, which ends the exchange: otherwise the server would never learn of it.
    private ValueTask EndSending() => exchange?.EndSending()
        ?? throw new IOException("The client sends no more, and an HTTP/2 server can only be told by the end of the exchange.");
}
