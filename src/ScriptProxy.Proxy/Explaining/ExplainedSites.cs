using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Hosts;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Tells which of a site's hosts is the request's.</summary>
internal static class ExplainedSites
{
    public static ExplainedSite Of(HttpContext http, SiteSettings site)
    {
        var matched = new HostTable<Located<string>[]>(site.Hosts.Select(host => (host.Value, new[] { host })))
            .Find(HostName.Of(http));
        return matched is [var found]
            ? new ExplainedSite(site.Name, found.Value, found.Place)
            : new ExplainedSite(site.Name, "*", site.Place);
    }
}
