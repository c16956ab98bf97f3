using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Trailers;

/// <summary>
/// Tells which fields may stand in a trailer: none that frames, routes, authenticates or describes the message, because
/// whoever merges them with the headers would be led astray (RFC 9110 §6.5.1).
/// </summary>
internal static class TrailerFields
{
    private static readonly FrozenSet<string> Forbidden = new[]
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.TE, HeaderNames.Trailer,
        HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.ContentLength, HeaderNames.ContentEncoding,
        HeaderNames.ContentType, HeaderNames.ContentRange, HeaderNames.Host, HeaderNames.Expect,
        HeaderNames.MaxForwards,
        HeaderNames.Range, HeaderNames.CacheControl, HeaderNames.Authorization, HeaderNames.ProxyAuthorization,
        HeaderNames.ProxyAuthenticate, HeaderNames.WWWAuthenticate, HeaderNames.Cookie, HeaderNames.SetCookie,
        HeaderNames.Location, HeaderNames.Vary, HeaderNames.RetryAfter,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Allow(string name) => !name.StartsWith(':') && !Forbidden.Contains(name);
}
