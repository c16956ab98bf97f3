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

    public static void Write<TAnswer>(HttpContext http, TAnswer answer)
        where TAnswer : struct, IAnswerSource
    {
        var to = http.Response.Headers;
        answer.WriteHeaders(to);
        if (IsBodyless(answer.Status))
            to.Remove(HeaderNames.ContentLength);
    }

    /// <summary>Whether a header is the client's to see: not those of this hop.</summary>
    public static bool Passes(string name) => !IsHopByHop(name);

    /// <summary>Puts a header into the response.</summary>
    /// <param name="to">The response's headers.</param>
    /// <param name="name">The name.</param>
    /// <param name="values">What the upstream says.</param>
    /// <param name="replaces">Whether they take the place of what was there.</param>
    public static void Put(IHeaderDictionary to, string name, StringValues values, bool replaces) =>
        to[name] = replaces || !to.TryGetValue(name, out var earlier)
            ? values
            : StringValues.Concat(earlier, values);

    /// <summary>Takes out what describes a body that is not sent (RFC 9110 §8, RFC 9530).</summary>
    public static void ForgetBody(IHeaderDictionary headers)
    {
        foreach (var name in OfTheBody)
            headers.Remove(name);
    }

    /// <summary>
    /// Whether what an upstream says of itself replaces what we would say; other headers that a middleware set stay beside it.
    /// </summary>
    public static bool IsSingle(string name) =>
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

    // RFC 9110 §8.6: no Content-Length with 1xx and 204; 205 has no content either.
    private static bool IsBodyless(int status) => status is < 200 or StatusCodes.Status204NoContent or 205;
}
