using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Hosts;

namespace ScriptProxy.Proxy.Hosts;

/// <summary>
/// The host that a client asked for, as it wrote it. <c>HttpRequest.Host</c> is not used: it decodes punycode, and
/// throws for what is none.
/// </summary>
internal static class HostName
{
    /// <summary>The whole Host header, port included; empty when there is none.</summary>
    public static string Written(HttpContext http) => http.Request.Headers.Host.ToString();

    /// <summary>The name without a port.</summary>
    public static ReadOnlySpan<char> Of(HttpContext http) => HostText.WithoutPort(Written(http));
}
