using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// The headers of a 429: Retry-After (RFC 9110 §10.2.3), and RateLimit-Policy and RateLimit in the form that
/// draft-ietf-httpapi-ratelimit-headers has had since its eighth version.
/// </summary>
internal sealed class RateHeaders
{
    private readonly string _name;
    private readonly string _policy;

    /// <param name="name">The limit's name; null for none.</param>
    /// <param name="perSecond">Its rate, which clients are told without the burst: who keeps to it is never refused for
    /// long.</param>
    public RateHeaders(string? name, double perSecond)
    {
        _name = $"\"{(name is not null && name.All(IsQuotable) ? name : "default")}\"";
        _policy = perSecond >= 1
            ? $"{_name};q={Whole(Math.Floor(perSecond))};w=1"
            : $"{_name};q=1;w={Whole(Math.Ceiling(1 / perSecond))}";
    }

    public void Write(IHeaderDictionary headers, TimeSpan wait)
    {
        var seconds = Whole(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));
        headers.RetryAfter = seconds;
        headers["RateLimit-Policy"] = _policy;
        headers["RateLimit"] = $"{_name};r=0;t={seconds}";
    }

    // RFC 9651 §3.3.3.
    private static bool IsQuotable(char c) => c is >= ' ' and < '\x7f' and not ('"' or '\\');

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
