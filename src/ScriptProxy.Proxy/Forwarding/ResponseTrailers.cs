using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Forwarding.Heads;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Trailers;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The one place that decides which of an answer's trailers the client gets.</summary>
internal static class ResponseTrailers
{
    /// <summary>
    /// Sees to it that trailers can be sent, before the answer starts. HTTP/2 always can; in HTTP/1.1 Kestrel has to be told, which
    /// is done for an answer that announces trailers, or that may have some for a client that says it reads them.
    /// </summary>
    public static void Expect(HttpContext http, ProxyRequest request, bool isHttp2)
    {
        var headers = http.Response.Headers;
        var isAnnounced = headers.Trailer.Count > 0;
        if (!isAnnounced && (http.Request.Headers.TE.Count == 0 || !AreReadBy(http.Request)))
            return;
        if (!HttpProtocol.IsHttp11(http.Request.Protocol) || HttpMethods.IsHead(http.Request.Method)
            || http.Response.StatusCode is < 200 or 204 or 205 or 304)
        {
            return;
        }

        // A length and trailers go together in HTTP/2 only.
        var mayFollow = headers.ContentLength is null || (isAnnounced && isHttp2);
        if (mayFollow && request.TakeTrailers?.Invoke() == true)
            headers.ContentLength = null;
        else if (isAnnounced)
            headers.Remove(HeaderNames.Trailer);
    }

    public static void Write(HttpContext http, HttpResponseMessage message)
    {
        if (http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is not { IsReadOnly: false } to)
            return;
        foreach (var (name, values) in message.TrailingHeaders.NonValidated)
        {
            if (TrailerFields.Allow(name))
                to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }

    public static void Write(HttpContext http, FieldList trailers)
    {
        if (http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is not { IsReadOnly: false } to)
            return;
        for (var i = 0; i < trailers.Count; i++)
        {
            ref readonly var field = ref trailers[i];
            if (TrailerFields.Allow(field.Name))
                to.Append(field.Name, field.Value);
        }
    }

    /// <summary>Whether who asks says that trailers are read.</summary>
    public static bool AreReadBy(HttpRequest request) =>
        request.Headers.TE.ToString().Contains("trailers", StringComparison.OrdinalIgnoreCase);
}
