using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Hosts;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Finds the site of a request by the listener it came in on and its Host.</summary>
internal sealed class SiteHosts
{
    private readonly Dictionary<string, HostTable<HostedSite>> _byListener;

    public SiteHosts(ProxySettings settings, IReadOnlyDictionary<string, Site> sites) =>
        _byListener = settings.Listeners.ToDictionary(
            listener => listener.Name,
            listener => new HostTable<HostedSite>(
                from site in settings.Sites
                where site.IsOn(listener.Name)
                let hosted = new HostedSite(
                    sites[site.Name], listener.RedirectToHttps ? HttpsPorts.Of(site, settings) : null)
                from host in site.HostNames
                select (host, hosted)));

    public HostedSite? Find(string listener, HttpContext http) =>
        _byListener.TryGetValue(listener, out var table) ? table.Find(HostName.Of(http)) : null;
}
