using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Hosts;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// The policy <c>hash</c>: a server by a part of the request, consistently (nginx: <c>hash … consistent</c>).
/// </summary>
internal sealed class HashKey(Func<HttpContext, string?> key)
{
    public static HashKey Of(string setting)
    {
        var name = setting[(setting.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return new HashKey(setting switch
        {
            "path" => http => http.Request.Path.Value,
            "uri" => http => http.Request.Path.Value + http.Request.QueryString.Value,
            "host" => http => HostName.Of(http).ToString(),
            "ip" => http => http.ClientIp.ToString(),
            _ when setting.StartsWith("header:", StringComparison.Ordinal) => http => http.Request.Headers[name],
            _ => http => http.Request.Cookies[name],
        });
    }

    public IUpstreamServer Pick(HttpContext http, IReadOnlyList<IUpstreamServer> servers) => servers.ByHash(key(http));
}
