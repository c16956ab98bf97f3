using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>On each listener a host belongs to one site.</summary>
internal sealed class SiteHosts : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        var everywhere = settings.Listeners.Select(listener => listener.Name).ToHashSet(StringComparer.Ordinal);
        List<(SiteSettings Site, Located<string> Host, HashSet<string> Listeners)> taken = [];
        foreach (var site in settings.Sites)
        {
            var listeners = site.Listeners?.Select(listener => listener.Value).ToHashSet(StringComparer.Ordinal)
                ?? everywhere;
            foreach (var host in site.Hosts)
            {
                var first = taken.Find(entry => entry.Host.Value == host.Value && entry.Listeners.Overlaps(listeners));
                if (first.Site is not null)
                {
                    yield return SettingsDiagnostics.SameHost(
                        host.Place, host.Value, site.Name, first.Host.Place, first.Site.Name);
                }

                taken.Add((site, host, listeners));
            }
        }
    }
}
