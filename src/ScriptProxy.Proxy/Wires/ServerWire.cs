using System.Net.Security;
using System.Net.Sockets;
using ScriptProxy.Sockets;

namespace ScriptProxy.Proxy.Wires;

/// <summary>
/// A connection to a server as HttpClient sees it: does what HttpClient has no words for, sending trailers, half-closing, and
/// stopping an upload that was refused.
/// </summary>
/// <param name="inner">The connection itself.</param>
/// <param name="current">The exchange on whose behalf something is being sent.</param>
internal sealed class ServerWire(Stream inner, AsyncLocal<WireExchange?> current) : DuplexStream
{
    private readonly EarlyReading _answer = new(inner);
    private ReadOnlyMemory<byte> _lastChunk;
    private Refusal? _refusal;
    private WireExchange? _last;

    /// <summary>From now on, until the end of the body, the server may refuse it, which makes the exchange its last.</summary>
    public void BeginBody(Refusal refusal, WireExchange exchange)
    {
        _refusal = refusal;
        _last = exchange;
        refusal.Watch(_answer);
    }

    /// <summary>Sends these bytes, if there are any, in place of the last chunk, which is what is written next.</summary>
    public void EndBodyWith(ReadOnlyMemory<byte> lastChunk)
    {
        _lastChunk = lastChunk;
        if (_refusal is { IsSaid: false })
            _refusal = null;
    }

    /// <summary>Tells the server that nothing more comes, and goes on receiving.</summary>
    public async ValueTask EndSending()
    {
        try
        {
            if (inner is LoopStream looped)
                looped.ShutdownSend();
            else if (inner is NetworkStream plain)
                plain.Socket.Shutdown(SocketShutdown.Send);
            else if (inner is SslStream secured)
                await secured.ShutdownAsync();
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // The server is gone already, which whoever reads from it finds out.
        }
    }

    // HttpClient reads once to see whether it can use the connection again.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        IsSpentFor(current.Value) ? new ValueTask<int>(0) : _answer.Read(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var exchange = current.Value;
        exchange?.SentOver(this);
        if (IsSpentFor(exchange))
            throw new IOException("The connection ended with a body that was refused.");
        if (!_lastChunk.IsEmpty)
            return EndBody(buffer.Span, cancellationToken);
        return _refusal is null
            ? inner.WriteAsync(buffer, cancellationToken)
            : _refusal.Write(inner, buffer);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    // After half a body nothing that follows can be understood.
    private bool IsSpentFor(WireExchange? exchange) =>
        _refusal is { IsSaid: true } && exchange is not null && exchange != _last;

    // Anything else here would be sent as part of another message: rather none is.
    private ValueTask EndBody(ReadOnlySpan<byte> written, CancellationToken stop)
    {
        if (!written.SequenceEqual("0\r\n\r\n"u8))
            throw new IOException("Something else than the end of the body was written where its trailers belong.");
        var lastChunk = _lastChunk;
        _lastChunk = default;
        return inner.WriteAsync(lastChunk, stop);
    }
}
