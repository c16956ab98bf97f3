using System.Net;
using System.Net.Sockets;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Addresses;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>
/// Finds servers that are spoken to in the clear although they are reached over the internet, as far as addresses tell.
/// </summary>
internal static class OpenNetworks
{
    // RFC 1918, 3927, 4193, 4291, 6598, loopback and what stands for this machine.
    private static readonly IPNetwork[] Closed =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    public static IEnumerable<Diagnostic> Find(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts) =>
    [
        .. from upstream in settings.Upstreams
           from server in upstream.Servers
           where server.Address is ServerAddress.Tcp { Tls: false } tcp && IsPublic(tcp.Host)
           select CrossProblems.PublicServer(server.Place, server.Address.ToString()!),
        .. from route in scripts.Values.SelectMany(site => site.Routes)
           let url = (route.End as RouteEnd.ToUrl)?.Url
           where url?.Scheme == Uri.UriSchemeHttp && IsPublic(url.Host.Trim('[', ']'))
           select CrossProblems.PublicServer(route.Place, url.GetLeftPart(UriPartial.Authority)),
    ];

    private static bool IsPublic(string host) =>
        IPAddress.TryParse(host, out var address)
        && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
        && !Closed.Hold(address);
}
