using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Tls.Selection;

/// <summary>Whose certificate is shown on one listener.</summary>
internal sealed class ListenerCertificates
{
    private readonly HostTable<string> _sites;
    private readonly Func<string, bool> _isAble;
    private readonly string? _default;
    private readonly bool _rejectsUnknown;

    /// <param name="sites">The sites of the listener.</param>
    /// <param name="isAble">Whether a site has a certificate.</param>
    /// <param name="rejectsUnknown">Whether there is no default for a name that no site has.</param>
    public ListenerCertificates(IReadOnlyList<SiteSettings> sites, Func<string, bool> isAble, bool rejectsUnknown)
    {
        _isAble = isAble;
        _rejectsUnknown = rejectsUnknown;
        _sites = new HostTable<string>(sites.SelectMany(site => site.HostNames.Select(host => (host, site.Name))));
        var able = sites.Where(site => isAble(site.Name)).ToList();
        _default = (able.Find(site => site.HostNames.Contains("*")) ?? able.FirstOrDefault())?.Name;
    }

    public string? SiteOf(ReadOnlySpan<char> host) => _sites.Find(host);

    /// <summary>The site whose certificate is shown to a client that asks for the name, or for none; null to refuse it.</summary>
    public (string Site, bool ForName)? Choose(string serverName)
    {
        if (serverName.Length > 0 && _sites.Find(serverName) is { } site && _isAble(site))
            return (site, true);
        return _default is null || (serverName.Length > 0 && _rejectsUnknown) ? null : (_default, false);
    }
}
