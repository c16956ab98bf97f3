using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Finds the port on which a site is reached by https, for listeners that redirect there.</summary>
internal static class HttpsPorts
{
    private const int Usual = 443;

    /// <summary>
    /// The usual port if the site has it, else that of its first TLS listener; null for a site that has none.
    /// </summary>
    public static int? Of(SiteSettings site, ProxySettings settings)
    {
        List<int> ports =
        [
            .. from listener in settings.Listeners
               where listener.Tls && site.IsOn(listener.Name)
               select PortOf(listener.Address.Value),
        ];
        return ports.Count == 0 ? null : ports.Contains(Usual) ? Usual : ports[0];
    }

    // Whoever listens on a unix socket has something in front of it that is reached by the usual port.
    private static int PortOf(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => any.Port,
        ListenAddress.Ip ip => ip.Port,
        _ => Usual,
    };
}
