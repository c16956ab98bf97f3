using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>
/// Finds apps behind TLS that are never told of it: one that insists on https redirects for ever (the guide's redirect
/// loop, nginx: <c>proxy_set_header X-Forwarded-Proto $scheme</c>).
/// </summary>
internal static class HiddenSchemes
{
    private const string Scheme = "X-Forwarded-Proto";

    public static IEnumerable<Diagnostic> Find(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts)
    {
        var secure = settings.Listeners.Where(listener => listener.Tls).Select(listener => listener.Name).ToHashSet();
        var silent = settings.Upstreams.Where(upstream => upstream.Forwarded == ForwardedMode.Off)
            .ToDictionary(one => one.Name);
        return
            from site in settings.Sites
            where site.Listeners is null ? secure.Count > 0 : site.Listeners.Any(name => secure.Contains(name.Value))
            let script = scripts.GetValueOrDefault(site.Name)
            from upstream in UpstreamsOf(site, script).Distinct()
            where silent.ContainsKey(upstream) && !Says(script)
            group site.Name by upstream into sites
            select CrossProblems.SchemeHidden(silent[sites.Key], sites.First());
    }

    private static IEnumerable<string> UpstreamsOf(SiteSettings site, SiteDefinition? script) =>
    [
        .. site.Upstream is { } upstream ? [upstream.Value] : Array.Empty<string>(),
        .. (script?.Routes ?? []).Select(route => route.End).OfType<RouteEnd.ToUpstream>().Select(end => end.Name),
    ];

    private static bool Says(SiteDefinition? script) => script is not null
        && script.Routes.Select(route => route.Rules).Append(script.Rules).SelectMany(rules => rules.RequestHeaders)
            .Any(header => header.Name.Equals(Scheme, StringComparison.OrdinalIgnoreCase));
}
