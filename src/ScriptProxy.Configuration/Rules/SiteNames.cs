using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The upstreams and listeners that sites name exist.</summary>
internal sealed class SiteNames : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        var upstreams = settings.Upstreams.Select(upstream => upstream.Name).ToHashSet(StringComparer.Ordinal);
        var listeners = settings.Listeners.Select(listener => listener.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var site in settings.Sites)
        {
            if (site.Upstream is { } upstream && !upstreams.Contains(upstream.Value))
            {
                var named = upstreams.Where(name => !name.Contains(':', StringComparison.Ordinal));
                yield return SettingsDiagnostics.UpstreamMissing(upstream.Place, site.Name, upstream.Value, named);
            }

            foreach (var listener in (site.Listeners ?? []).Where(listener => !listeners.Contains(listener.Value)))
                yield return SettingsDiagnostics.ListenerMissing(listener.Place, site.Name, listener.Value, listeners);
        }
    }
}
