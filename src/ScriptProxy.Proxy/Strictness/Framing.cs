using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>Tells whether two readers could find different ends of a request's body (RFC 9112 §6.1, §6.3).</summary>
internal static class Framing
{
    // What Kestrel makes of a Content-Length beside a Transfer-Encoding.
    private const string SetAside = "X-Content-Length";

    public static bool IsAmbiguous(IHttpRequestFeature line) =>
        line.Protocol == HttpProtocol.Http2 ? HasHeadersOfConnections(line.Headers) : HasTwoReadings(line);

    private static bool HasTwoReadings(IHttpRequestFeature line)
    {
        var coding = line.Headers.TransferEncoding;
        return coding.Count > 0
            && (coding is not [var only]
                || !"chunked".Equals(only, StringComparison.OrdinalIgnoreCase)
                || line.Protocol == HttpProtocol.Http10
                || line.Headers.ContainsKey(SetAside));
    }

    // RFC 9113 §8.2.2. Kestrel refuses Connection, and what TE may not say.
    private static bool HasHeadersOfConnections(IHeaderDictionary headers) =>
        headers.TransferEncoding.Count > 0 || headers.Upgrade.Count > 0 || headers.KeepAlive.Count > 0
        || headers[HeaderNames.ProxyConnection].Count > 0;
}
