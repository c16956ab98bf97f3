namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// Sends each request over a connection of its own, of a pool of its own: one pool may give a connection that was opened for one
/// request to another one that waits, whose client is not the one that the connection's header names.
/// </summary>
internal sealed class OwnConnections(Func<SocketsHttpHandler> makePool) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The connection lives on until the answer has been read, and is closed when it comes back.
        using var pool = new HttpMessageInvoker(makePool());
        return await pool.SendAsync(request, cancellationToken);
    }
}
