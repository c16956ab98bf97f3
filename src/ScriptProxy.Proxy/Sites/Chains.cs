using Microsoft.AspNetCore.Http;
using ScriptProxy.PluginHosting;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Sites;

/// <summary>
/// Composes the way around an end, at load: compression, limits and access rules, plugins' middleware that runs
/// everywhere, then the site's, then the route's.
/// </summary>
internal sealed class Chains(PluginOffers plugins, Gates gates)
{
    private readonly Func<HttpContext, RequestDelegate, Task>[] _everywhere =
        [.. Everywhere(plugins).Select(middleware => middleware.Code)];

    /// <summary>Plugins' middleware that runs on every request, in the order in which it runs.</summary>
    public static IEnumerable<PluginMiddleware> Everywhere(PluginOffers plugins) => plugins.Middleware.Values
        .Where(middleware => middleware.Everywhere)
        .OrderBy(middleware => middleware.Order)
        .ThenBy(middleware => middleware.Name, StringComparer.Ordinal);

    public bool HasMiddleware(RulesDefinition site, RulesDefinition? route) =>
        _everywhere.Length + site.Middleware.Count + (route?.Middleware.Count ?? 0) > 0;

    /// <summary>The chains of one site.</summary>
    public SiteChains Of(SiteDefinition site) => new(site, gates.Of(site), Middleware);

    private IEnumerable<Func<HttpContext, RequestDelegate, Task>> Middleware(
        RulesDefinition site, RulesDefinition? route) =>
        [.. _everywhere, .. site.Middleware.Select(CodeOf), .. (route?.Middleware ?? []).Select(CodeOf)];

    private Func<HttpContext, RequestDelegate, Task> CodeOf(MiddlewareRule rule) =>
        rule.Code ?? plugins.Middleware[rule.PluginName!].Code;
}
