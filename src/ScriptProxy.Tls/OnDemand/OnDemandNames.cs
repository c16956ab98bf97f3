using ScriptProxy.Acme;
using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.OnDemand;

/// <summary>
/// Which names get a certificate when a client first asks for one, and of which site, as far as the settings say.
/// </summary>
public sealed class OnDemandNames
{
    private readonly IReadOnlySet<string> _sites;
    private readonly IReadOnlySet<string> _planned;
    private readonly Dictionary<string, HostTable<string>> _byListener;

    /// <param name="settings">All that proxy.toml says.</param>
    /// <param name="sites">The sites whose certificates are ordered on demand.</param>
    /// <param name="planned">The names that are ordered anyway.</param>
    internal OnDemandNames(ProxySettings settings, IReadOnlySet<string> sites, IReadOnlySet<string> planned)
    {
        _sites = sites;
        _planned = planned;
        _byListener = settings.Listeners.Where(listener => listener.Tls && sites.Count > 0).ToDictionary(
            listener => listener.Name,
            listener => new HostTable<string>(
                from site in settings.Sites
                where site.IsOn(listener.Name)
                from host in site.HostNames
                select (host, site.Name)));
    }

    public static OnDemandNames None { get; } = new(new ProxySettings(), new HashSet<string>(), new HashSet<string>());

    /// <summary>Whether a site's certificates are ordered on demand.</summary>
    public bool HasSite(string site) => _sites.Contains(site);

    /// <summary>
    /// The site of a name that is ordered on demand, whatever the listener; null for every other name.
    /// </summary>
    public string? SiteOf(string name) =>
        _byListener.Keys.Select(listener => SiteOf(listener, name)).FirstOrDefault(site => site is not null);

    /// <summary>The same for a name that a client asks for on a listener.</summary>
    public string? SiteOf(string listener, string name) =>
        _byListener.GetValueOrDefault(listener)?.Find(name) is { } site && _sites.Contains(site) && IsOpen(name)
            ? site
            : null;

    // What no CA certifies is not asked for, nor what is ordered anyway, by itself or with a wildcard.
    private bool IsOpen(string name) => DnsName.IsOne(name) && !DnsName.IsWildcard(name) && EntryName.Fits(name)
        && !_planned.Contains(DnsName.Of(name))
        && !_planned.Contains($"*{name[name.IndexOf('.', StringComparison.Ordinal)..]}");
}
