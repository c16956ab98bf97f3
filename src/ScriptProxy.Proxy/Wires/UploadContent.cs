using System.Net;

namespace ScriptProxy.Proxy.Wires;

/// <summary>A request body that trailers may follow and that the server may refuse: neither is known to HttpClient.</summary>
internal sealed class UploadContent : HttpContent
{
    // More than this is not made up to satisfy HttpClient's count of what it takes to be sent.
    private const long MostPadding = 64L * 1024 * 1024 * 1024;

    private readonly HttpContent _body;
    private readonly WireExchange _exchange;
    private readonly bool _isAwaited;

    /// <param name="body">What is sent.</param>
    /// <param name="exchange">For what it is sent.</param>
    /// <param name="isAwaited">Whether the server was asked first, so that HttpClient reads the answer all along.</param>
    public UploadContent(HttpContent body, WireExchange exchange, bool isAwaited)
    {
        _isAwaited = isAwaited;
        _body = body;
        _exchange = exchange;
        foreach (var (name, values) in body.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);

        // YARP takes a refused body for one that broke off; whether a body is whole HttpClient sees, too.
        body.Headers.ContentLength = null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_isAwaited)
            await _exchange.BeginBody(stream, cancellationToken);
        await _body.CopyToAsync(stream, context, cancellationToken);
        if (_exchange.IsRefused)
            await Pad(stream, cancellationToken);
        else
            await _exchange.EndBody(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    // HttpClient turns to the answer once it has written what Content-Length says; of this nothing goes out any more.
    private async Task Pad(Stream stream, CancellationToken stop)
    {
        var missing = (Headers.ContentLength ?? 0) - _exchange.BytesRead;
        if (missing > MostPadding)
            throw new IOException("The server has refused a body, the rest of which is too long to pass over.");
        var nothing = new byte[64 * 1024];
        for (; missing > 0; missing -= nothing.Length)
            await stream.WriteAsync(nothing.AsMemory(0, (int)Math.Min(missing, nothing.Length)), stop);
    }
}
