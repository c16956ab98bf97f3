using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Addresses;

namespace ScriptProxy.Proxy.Requests;

/// <summary>
/// Finds out whose request it is. Runs first: the peer's address, or, when the peer is a trusted proxy, the right-most
/// address in X-Forwarded-For that is not one (nginx: <c>real_ip_header</c> with <c>real_ip_recursive on</c>).
/// </summary>
internal sealed class ClientAddress(IReadOnlyList<IPNetwork> trustedProxies)
{
    private readonly IPNetwork[] _trusted = [.. trustedProxies];

    public void Identify(HttpContext http, ProxyRequest request)
    {
        var peer = http.Connection.RemoteIpAddress?.Unmapped();
        request.PeerIp = peer;
        request.ClientIp = peer ?? IPAddress.None;
        request.ConnectionScheme = http.Request.Scheme;
        if (_trusted.Length == 0 || peer is null || !_trusted.Hold(peer))
            return;

        request.PeerIsTrusted = true;
        request.ClientIp = RightmostUntrusted(http.Request.Headers["X-Forwarded-For"], peer);
        var proto = http.Request.Headers["X-Forwarded-Proto"].ToString();
        if (proto.Equals("https", StringComparison.OrdinalIgnoreCase))
            http.Request.Scheme = "https";
        else if (proto.Equals("http", StringComparison.OrdinalIgnoreCase))
            http.Request.Scheme = "http";
    }

    private IPAddress RightmostUntrusted(StringValues forwardedFor, IPAddress peer)
    {
        var client = peer;
        for (var i = forwardedFor.Count - 1; i >= 0; i--)
        {
            var entries = forwardedFor[i].AsSpan();
            while (!entries.IsEmpty)
            {
                var comma = entries.LastIndexOf(',');
                var entry = entries[(comma + 1)..].Trim();
                entries = comma < 0 ? default : entries[..comma];

                // What cannot be read ends the chain: nothing to the left of it can be believed.
                if (!TryParse(entry, out var address))
                    return client;
                client = address;
                if (!_trusted.Hold(address))
                    return client;
            }
        }

        return client;
    }

    private static bool TryParse(ReadOnlySpan<char> entry, out IPAddress address)
    {
        address = IPAddress.None;
        if (!IPAddress.TryParse(entry, out var parsed) && IPEndPoint.TryParse(entry, out var withPort))
            parsed = withPort.Address;
        if (parsed is null || !IsSpelledOut(entry, parsed))
            return false;
        address = parsed.Unmapped();
        return true;
    }

    // .NET reads the abbreviations of inet_aton as well: 17 is 0.0.0.17 to it, and 010.0.0.1 is 8.0.0.1. No proxy
    // writes them.
    private static bool IsSpelledOut(ReadOnlySpan<char> entry, IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return true;
        Span<char> text = stackalloc char[15];
        return address.TryFormat(text, out var length)
            && entry.StartsWith(text[..length], StringComparison.Ordinal)
            && (entry.Length == length || entry[length] == ':');
    }
}
