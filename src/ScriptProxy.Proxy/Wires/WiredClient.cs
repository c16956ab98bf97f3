namespace ScriptProxy.Proxy.Wires;

/// <summary>
/// Sends the exchanges of an upstream that have to reach their connection, over connections of their own: those of all other
/// exchanges have nothing between HttpClient and the socket.
/// </summary>
internal sealed class WiredClient : HttpMessageInvoker
{
    private readonly AsyncLocal<WireExchange?> _current;

    private WiredClient(HttpMessageHandler handler, AsyncLocal<WireExchange?> current)
        : base(handler, disposeHandler: true) =>
        _current = current;

    /// <summary>One that sends through a handler.</summary>
    /// <param name="makeHandler">Makes it, and lets each pool of connections in it be prepared.</param>
    public static WiredClient Over(Func<Action<SocketsHttpHandler>, HttpMessageHandler> makeHandler)
    {
        var current = new AsyncLocal<WireExchange?>();
        var handler = makeHandler(pool => pool.PlaintextStreamFilter = (context, _) => new ValueTask<Stream>(
            context.NegotiatedHttpVersion.Major > 1 ? context.PlaintextStream : new ServerWire(context.PlaintextStream, current)));
        return new WiredClient(handler, current);
    }

    public override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (WireExchange.Of(request) is { } exchange)
        {
            _current.Value = exchange;
            if (request.Content is { } body)
                request.Content = new UploadContent(body, exchange, request.Headers.ExpectContinue == true);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
