using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Wires;

/// <summary>One exchange that has to reach the connection it goes over, beneath HttpClient.</summary>
/// <param name="lastChunk">What ends the request's body in place of an empty last chunk; empty when nothing is to be added.</param>
internal sealed class WireExchange(Func<ReadOnlyMemory<byte>> lastChunk) : IDisposable
{
    private static readonly HttpRequestOptionsKey<WireExchange> Key = new("ScriptProxy.Wire");

    private readonly Refusal _refusal = new();
    private RefusableBody? _body;
    private HttpContext? _client;
    private ServerWire? _wire;

    /// <summary>Whether the server has answered with an error before it had the whole body.</summary>
    public bool IsRefused => _refusal.IsSaid;

    /// <summary>Whether the client of an upgraded connection has ended its side.</summary>
    public bool ClientEnded { get; private set; }

    /// <summary>How much of the body was read from the client.</summary>
    public long BytesRead => _body?.BytesRead ?? 0;

    public static WireExchange? Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var exchange) ? exchange : null;

    /// <summary>Makes it known to the client that sends the message, and to the body that is read for it.</summary>
    public void Attach(HttpContext http, HttpRequestMessage message)
    {
        message.Options.Set(Key, this);
        if (message.Content is null)
            return;

        _client = http;
        _body = new RefusableBody(http.Request.Body, _refusal);
        http.Request.Body = _body;
    }

    /// <summary>The exchange is over; another try for the same request finds it as it was.</summary>
    public void Dispose()
    {
        if (_client is not null)
            _client.Request.Body = _body!.Inner;
        _body?.Dispose();
        _refusal.Dispose();
    }

    /// <summary>Called by the connection that sends it.</summary>
    public void SentOver(ServerWire wire) => _wire = wire;

    /// <summary>Lets the server see that the client sends no more; what the server says still arrives. Null where the connection cannot.</summary>
    public ValueTask? EndSending()
    {
        ClientEnded = true;
        return _wire?.EndSending();
    }

    /// <summary>The head has been written; from here on the server may answer.</summary>
    public async ValueTask BeginBody(Stream body, CancellationToken stop)
    {
        await body.FlushAsync(stop);
        _wire?.BeginBody(_refusal, this);
    }

    /// <summary>The body has been sent, but for what ends it.</summary>
    public async ValueTask EndBody(Stream body, CancellationToken stop)
    {
        var end = lastChunk();

        // From here on HttpClient has nothing left to write but the last chunk.
        if (!end.IsEmpty)
            await body.FlushAsync(stop);
        _wire?.EndBodyWith(end);
    }
}
