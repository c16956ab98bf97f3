using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Requests;

namespace ScriptProxy;

/// <summary>What scripts and plugins read from a request besides ASP.NET Core's own members.</summary>
public static class ProxyHttpContext
{
    extension(HttpContext http)
    {
        /// <summary>
        /// The client's address: the peer's, or, when the peer is one of <c>trusted_proxies</c>, the right-most address
        /// in X-Forwarded-For that is not (nginx: <c>$remote_addr</c> after <c>real_ip_recursive on</c>).
        /// <see cref="IPAddress.None"/> for a client of a unix socket that no trusted proxy names.
        /// </summary>
        public IPAddress ClientIp => Feature(http).ClientIp;

        /// <summary>
        /// The certificate that the client has shown in the handshake and that is of the listener's <c>client_ca</c>;
        /// null when it has shown none, or was not asked (nginx: <c>$ssl_client_raw_cert</c>). It belongs to the
        /// connection: do not dispose it.
        /// </summary>
        /// <example><c>RequestHeader("X-Client-Subject", http => http.ClientCertificate?.Subject)</c></example>
        public X509Certificate2? ClientCertificate => http.Connection.ClientCertificate;

        /// <summary>The name of the site that serves this request, <c>app</c> for <c>[site.app]</c>.</summary>
        public string Site => Feature(http).Site;

        /// <summary>
        /// The upstream and server that were chosen; null before the choice, or when none is involved.
        /// </summary>
        public ChosenUpstream? Upstream => Feature(http).Upstream;

        /// <summary>
        /// What the route's pattern captured under this name, decoded; null when it captured nothing.
        /// </summary>
        /// <param name="name">A parameter of the pattern: <c>tenant</c> in <c>/t/{tenant}/{**rest}</c>.</param>
        public string? Route(string name) =>
            http.Request.RouteValues.TryGetValue(name, out var value) && value is not null
                ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)
                : null;
    }

    private static IProxyRequestFeature Feature(HttpContext http) =>
        http.Features.Get<IProxyRequestFeature>()
        ?? throw new InvalidOperationException("This request did not come through ScriptProxy.");
}
