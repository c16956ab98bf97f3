using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Answers;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Runs first: answers 413 to a body that says it is too long, and has one without a length counted while it is read
/// (nginx: <c>client_max_body_size</c>). Takes the place of the listener's <c>body_size</c>; null is no limit.
/// </summary>
internal sealed class MaxBodyLink(long? most)
{
    public Task Run(HttpContext http, RequestDelegate next)
    {
        // The listener's limit stays for what is refused: Kestrel reads some of it, so that the client gets to see the
        // answer.
        if (http.Request.ContentLength > most)
            return Answer.Plain(http, StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            Limit(http, feature);
        }

        return next(http);
    }

    // Kestrel counts what chunks are framed with as content. It keeps a limit, so that nobody sends framing without
    // end.
    private void Limit(HttpContext http, IHttpMaxRequestBodySizeFeature feature)
    {
        var isChunked = http.Request.ContentLength is null && HttpProtocol.IsHttp11(http.Request.Protocol);
        if (most is not { } limit || !isChunked)
        {
            feature.MaxRequestBodySize = most;
            return;
        }

        feature.MaxRequestBodySize = Framed(limit);
        http.Request.Body = new LimitedBody(http.Request.Body, limit);
    }

    // The smallest chunks are six bytes for one.
    private static long Framed(long limit) => limit > long.MaxValue / 16 ? long.MaxValue : limit * 8 + 64 * 1024;
}
