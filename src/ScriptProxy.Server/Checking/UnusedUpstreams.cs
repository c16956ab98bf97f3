using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>Finds upstreams that nothing names.</summary>
internal static class UnusedUpstreams
{
    public static IEnumerable<Diagnostic> Find(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts)
    {
        var ends = scripts.Values.SelectMany(site => site.Routes).Select(route => route.End).ToList();

        // A function may name any of them.
        if (ends.Exists(end => end is RouteEnd.ToChosen))
            return [];
        var used = settings.Sites.Select(site => site.Upstream?.Value)
            .Concat(ends.OfType<RouteEnd.ToUpstream>().Select(end => end.Name))
            .ToHashSet();
        return settings.Upstreams
            .Where(upstream => !used.Contains(upstream.Name))
            .Select(upstream => CrossProblems.Unused(upstream));
    }
}
