using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The one place that decides what of an upstream's answer the client gets.</summary>
internal static class ResponseHead
{
    private static readonly string[] OfTheBody =
    [
        HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.ContentEncoding, HeaderNames.ContentLanguage,
        HeaderNames.ContentLocation, HeaderNames.ContentRange, HeaderNames.ContentDisposition, HeaderNames.ContentMD5,
        HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.AcceptRanges, HeaderNames.Trailer, "Content-Digest", "Repr-Digest",
    ];

    public static void Write(HttpContext http, HttpResponseMessage message)
    {
        var to = http.Response.Headers;
        var nominated = Nominated(message);
        Copy(message.Headers, to, nominated);
        Copy(message.Content.Headers, to, nominated);

        if (IsBodyless(http.Response.StatusCode))
            to.Remove(HeaderNames.ContentLength);
    }

    /// <summary>Takes out what describes a body that is not sent (RFC 9110 §8, RFC 9530).</summary>
    public static void ForgetBody(IHeaderDictionary headers)
    {
        foreach (var name in OfTheBody)
            headers.Remove(name);
    }

    private static void Copy(HttpHeaders from, IHeaderDictionary to, string? nominated)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (IsHopByHop(name) || (nominated is not null && Names(nominated, name)))
                continue;

            var copied = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
            to[name] = IsSingle(name) || !to.TryGetValue(name, out var earlier) ? copied : StringValues.Concat(earlier, copied);
        }
    }

    // What an upstream says of itself replaces what we would say; other headers that a middleware set stay beside it.
    private static bool IsSingle(string name) =>
        name.Equals(HeaderNames.Server, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Date, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase);

    private static bool IsHopByHop(string name) =>
        name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.ProxyConnection, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase);

    private static string? Nominated(HttpResponseMessage message) =>
        message.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var connection) ? connection.ToString() : null;

    private static bool Names(string nominated, string name)
    {
        foreach (var range in nominated.AsSpan().Split(','))
        {
            if (nominated.AsSpan()[range].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // RFC 9110 §8.6: no Content-Length with 1xx and 204; 205 has no content either.
    private static bool IsBodyless(int status) => status is < 200 or StatusCodes.Status204NoContent or 205;
}
