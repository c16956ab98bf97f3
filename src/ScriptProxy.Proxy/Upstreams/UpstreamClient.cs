namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Sends the exchanges of an upstream, and none of them twice by itself that could do harm.</summary>
internal sealed class UpstreamClient(HttpMessageHandler handler) : HttpMessageInvoker(handler, disposeHandler: true)
{
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        // Here, because YARP takes no other body than its own.
        if (request.Content is null && !IdempotentMethods.Contains(request.Method.Method))
            request.Content = new NoBody();
        return base.SendAsync(request, cancellationToken);
    }
}
