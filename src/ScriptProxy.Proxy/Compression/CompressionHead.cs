using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Compression;

/// <summary>
/// Decides from the head of an answer whether its body is compressed, and changes the head accordingly.
/// </summary>
internal static class CompressionHead
{
    // Below this the saved bytes still fit the same packet (nginx: gzip_min_length, 20 by default).
    private const long Smallest = 512;

    /// <summary>The coding of the body; called once, before the answer starts.</summary>
    public static ContentCoding Decide(HttpContext http)
    {
        // The script's header rules have their say first: one of them may be Cache-Control: no-transform.
        ResponseRules.Apply(http, ProxyRequest.Of(http));
        var response = http.Response;
        if (response.StatusCode == StatusCodes.Status304NotModified)
            AddVary(response.Headers);
        if (!MayBe(response))
            return ContentCoding.Identity;

        AddVary(response.Headers);
        var coding = AcceptedCodings.Of(http.Request.Headers.AcceptEncoding).Best(hasBrotli: true, hasGzip: true);
        if (coding != ContentCoding.Identity)
            Describe(response, coding);
        return coding;
    }

    private static bool MayBe(HttpResponse response)
    {
        var headers = response.Headers;
        return response.StatusCode is >= 200
                and not StatusCodes.Status204NoContent and not StatusCodes.Status205ResetContent
                and not StatusCodes.Status206PartialContent and not StatusCodes.Status304NotModified
            && response.ContentLength is not < Smallest
            && CompressibleTypes.Has(response.ContentType)
            && headers.ContentEncoding.Count == 0
            && headers.ContentRange.Count == 0
            && !IsBoundToItsBytes(headers);
    }

    // RFC 9110 §7.7: no-transform. A digest (RFC 9530) would no longer be that of what arrives.
    private static bool IsBoundToItsBytes(IHeaderDictionary headers) =>
        headers.CacheControl.ToString().Contains("no-transform", StringComparison.OrdinalIgnoreCase)
        || headers.ContainsKey("Content-Digest")
        || headers.ContainsKey("Repr-Digest")
        || headers.ContainsKey(HeaderNames.ContentMD5);

    private static void Describe(HttpResponse response, ContentCoding coding)
    {
        var headers = response.Headers;
        headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        headers.ContentLength = null;
        headers.Remove(HeaderNames.AcceptRanges);

        // RFC 9110 §8.8.1: a strong one promises the same bytes.
        if (headers.ETag.ToString() is ['"', ..] tag)
            headers.ETag = "W/" + tag;
    }

    private static void AddVary(IHeaderDictionary headers)
    {
        var vary = headers.Vary.ToString();
        if (vary != "*" && !vary.Contains(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase))
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
    }
}
