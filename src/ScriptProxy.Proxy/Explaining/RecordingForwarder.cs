using System.Net;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// YARP's own forwarder with its wire cut: it makes the message for the upstream as always, which is kept, and an empty
/// answer comes back.
/// </summary>
internal sealed class RecordingForwarder(IHttpForwarder yarp) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer) =>
        SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer, CancellationToken.None);

    public async ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        string destinationPrefix,
        HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig,
        HttpTransformer transformer,
        CancellationToken cancellationToken)
    {
        using var cut = new HttpMessageInvoker(new CutWire(context));
        return await yarp.SendAsync(context, destinationPrefix, cut, requestConfig, transformer, cancellationToken);
    }

    private sealed class CutWire(HttpContext http) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            http.Features.Set(request);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new ByteArrayContent([]),
            });
        }
    }
}
