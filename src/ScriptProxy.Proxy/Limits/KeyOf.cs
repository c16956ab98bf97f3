using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>Says for a limit whom a request counts for: the client, or what the script's function gives.</summary>
internal sealed class KeyOf(Func<HttpContext, object?>? by, byte[] secret)
{
    /// <summary>False when the request is not limited.</summary>
    public bool TryGet(HttpContext http, out LimitKey key)
    {
        if (by is null)
        {
            key = LimitKey.Of(ProxyRequest.Of(http).ClientIp);
            return true;
        }

        var value = by(http);
        key = value switch
        {
            null => default,
            string text => LimitKey.Of(text, secret),
            IPAddress address => LimitKey.Of(address),
            _ => LimitKey.Of(Convert.ToString(value, CultureInfo.InvariantCulture), secret),
        };
        return value is not null;
    }
}
