using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Addresses;

namespace ScriptProxy.Server.Admin;

/// <summary>
/// Runs before everything else on the admin endpoint. A browser on the same machine must not be turned against it:
/// neither by a name that somebody points to loopback (Host), nor by another page (Origin).
/// </summary>
internal static class AdminGate
{
    private const string Scheme = "Bearer ";
    private const int HttpPort = 80;

    /// <summary>The status that refuses the request; null when it may pass.</summary>
    public static int? Refusal(HttpContext http, AdminAccess access)
    {
        if (!IsOwnHost(http.Request.Host, http.Connection) || !IsOwnOrigin(http.Request))
            return StatusCodes.Status403Forbidden;
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (reads && !access.ReadingNeedsToken)
            return null;
        return access.Admits(TokenOf(http.Request.Headers.Authorization)) ? null : StatusCodes.Status401Unauthorized;
    }

    private static bool IsOwnHost(HostString host, ConnectionInfo connection)
    {
        if (connection.LocalIpAddress?.Unmapped() is not { } local)
            return IsLocalhost(host.Host);
        if ((host.Port ?? HttpPort) != connection.LocalPort)
            return false;
        if (IPAddress.TryParse(host.Host, out var named))
            return named.Equals(local) || (IPAddress.IsLoopback(named) && IPAddress.IsLoopback(local));
        return IPAddress.IsLoopback(local) && IsLocalhost(host.Host)
            || host.Host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnOrigin(HttpRequest request) => request.Headers.Origin.Count == 0
        || request.Headers.Origin.Equals(new StringValues($"http://{request.Host.Value}"));

    private static string TokenOf(StringValues authorization) =>
        authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : "";
}
