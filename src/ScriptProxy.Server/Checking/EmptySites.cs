using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>Finds sites whose script declares something but no route, with nothing to serve the requests otherwise.</summary>
internal static class EmptySites
{
    public static IEnumerable<Diagnostic> Find(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts) =>
        from site in settings.Sites
        where site.Upstream is null && site.Script is not null
        let script = scripts.GetValueOrDefault(site.Name)
        where script is { Routes.Count: 0 } && SaysMore(script)
        select CrossProblems.MapsNothing(site);

    // A script without anything at all has a warning of its own, and middleware may be all that answers.
    private static bool SaysMore(SiteDefinition script) => script.Rules.Middleware.Count == 0
        && (script.OnDemand is not null
            || script.Rules.RequestHeaders.Count + script.Rules.ResponseHeaders.Count + script.Rules.RateLimits.Count
                + script.Rules.Access.Count + script.Rules.BasicAuth.Count + script.Rules.ErrorPages.Count + script.Jobs.Count > 0);
}
