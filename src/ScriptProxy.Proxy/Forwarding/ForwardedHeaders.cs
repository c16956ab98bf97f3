using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Tells the upstream whose request it gets: X-Real-IP and X-Forwarded-*, as an upstream's <c>forwarded</c> says.</summary>
internal static class ForwardedHeaders
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";
    private const string Host = "X-Forwarded-Host";
    private const string Port = "X-Forwarded-Port";
    private const string RealIp = "X-Real-IP";

    /// <summary>Whether the client's own header of this name is kept from the upstream or replaced by ours.</summary>
    public static bool Replaces(string name, ForwardedMode mode, bool peerIsTrusted)
    {
        if (mode == ForwardedMode.Off)
            return false;
        if (name.Equals(RealIp, StringComparison.OrdinalIgnoreCase))
            return true;
        if (name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
            return mode == ForwardedMode.Set || (mode == ForwardedMode.Auto && !peerIsTrusted);
        if (!name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
            return false;
        return IsOurs(name) || mode == ForwardedMode.Set || (mode == ForwardedMode.Auto && !peerIsTrusted);
    }

    public static void AddTo<TSink>(TSink sink, HttpContext http, ProxyRequest request, ForwardedMode mode)
        where TSink : struct, IRequestSink
    {
        if (mode == ForwardedMode.Off)
            return;

        var incoming = http.Request.Headers;
        var peer = request.PeerIp is { } ip ? request.Texts.Of(ip) : "unix:";
        var keepsClaims = mode != ForwardedMode.Set && request.PeerIsTrusted;
        var appends = mode == ForwardedMode.Append || (mode == ForwardedMode.Auto && request.PeerIsTrusted);

        Add(sink, RealIp, request.PeerIp is null && !request.PeerIsTrusted ? peer : request.Texts.Of(request.ClientIp));
        Add(sink, For, appends ? Appended(incoming[For], peer) : peer);
        Add(sink, Proto, Kept(incoming[Proto], keepsClaims) ?? request.ConnectionScheme);
        Add(sink, Host, Kept(incoming[Host], keepsClaims) ?? HostName.Written(http));
        Add(sink, Port, Kept(incoming[Port], keepsClaims) ?? LocalPort(http, request));
    }

    private static bool IsOurs(string name) =>
        name.Length is 15 or 16 or 17
        && (name.Equals(For, StringComparison.OrdinalIgnoreCase) || name.Equals(Proto, StringComparison.OrdinalIgnoreCase)
            || name.Equals(Host, StringComparison.OrdinalIgnoreCase) || name.Equals(Port, StringComparison.OrdinalIgnoreCase));

    // Lines of one header are one list (RFC 9110 §5.3), and an empty one has no element to append to.
    private static string Appended(StringValues lines, string peer)
    {
        var chain = lines.Count > 1 ? string.Join(", ", lines.ToArray()) : lines.ToString();
        return string.IsNullOrWhiteSpace(chain) ? peer : $"{chain}, {peer}";
    }

    private static string? Kept(StringValues claim, bool keepsClaims) =>
        keepsClaims && !StringValues.IsNullOrEmpty(claim) ? claim.ToString() : null;

    // A unix socket has no port: the one that the scheme stands for is what the client's url means.
    private static string LocalPort(HttpContext http, ProxyRequest request) =>
        http.Connection.LocalPort is > 0 and var port
            ? request.Texts.Of(port)
            : request.ConnectionScheme == "https" ? "443" : "80";

    private static void Add<TSink>(TSink sink, string name, string value)
        where TSink : struct, IRequestSink
    {
        // HTTP/1.0 knows no Host.
        if (value.Length > 0)
            sink.Add(name, value);
    }
}
