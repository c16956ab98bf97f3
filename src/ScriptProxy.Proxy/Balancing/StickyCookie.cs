using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// A cookie of ours names the server that served first (nginx: <c>sticky cookie</c>). Its value is a hash, the same on
/// every proxy with the same names, and tells nobody where the server is.
/// </summary>
internal sealed class StickyCookie : IStickiness
{
    private readonly string _name;
    private readonly Dictionary<string, string> _values;

    public StickyCookie(string name, UpstreamSettings settings)
    {
        _name = name;
        _values = settings.Servers.ToDictionary(server => server.Name, server => ValueOf(settings.Name, server.Name));
    }

    public UpstreamServer? Find(HttpContext http, ServerPool pool)
    {
        var value = CookieOf(http.Request.Headers.Cookie);
        if (value.IsEmpty)
            return null;
        foreach (var server in pool.Keeping)
        {
            if (value.SequenceEqual(_values[server.Name]))
                return (UpstreamServer)server;
        }

        return null;
    }

    public void Mark(HttpContext http, UpstreamServer server)
    {
        var value = _values[server.Name];
        if (CookieOf(http.Request.Headers.Cookie).SequenceEqual(value))
            return;
        var cookie = $"{_name}={value}; Path=/; HttpOnly; SameSite=Lax{(http.Request.IsHttps ? "; Secure" : "")}";
        var headers = http.Response.Headers;
        headers.SetCookie = StringValues.Concat(headers.SetCookie, cookie);
    }

    // By hand: the parsed collection allocates for every cookie there is.
    private ReadOnlySpan<char> CookieOf(StringValues headers)
    {
        foreach (var header in headers)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                var cookie = header.AsSpan()[range].Trim();
                if (IsOurs(cookie))
                    return cookie[(_name.Length + 1)..].Trim('"');
            }
        }

        return default;
    }

    private bool IsOurs(ReadOnlySpan<char> cookie) =>
        cookie.Length > _name.Length && cookie[_name.Length] == '='
            && cookie.StartsWith(_name, StringComparison.Ordinal);

    private static string ValueOf(string upstream, string server) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{upstream}\n{server}")).AsSpan(0, 8));
}
