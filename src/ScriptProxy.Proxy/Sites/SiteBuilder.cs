using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Builds the sites of a generation from their settings and what their scripts declared.</summary>
internal sealed class SiteBuilder(Endings endings, Chains chains, PageBuilder pages, IServiceProvider services)
{
    public async Task<IReadOnlyDictionary<string, Site>> Build(ProxyDefinition definition)
    {
        var sites = new Dictionary<string, Site>();
        foreach (var settings in definition.Settings.Sites)
        {
            var script = definition.Scripts.GetValueOrDefault(settings.Name)
                ?? new SiteDefinition { Name = settings.Name };
            sites.Add(settings.Name, await Build(settings, script));
        }

        return sites;
    }

    private async Task<Site> Build(SiteSettings settings, SiteDefinition script)
    {
        var around = chains.Of(script);
        var routes = script.Routes
            .Select((route, index) => new CompiledRoute(
                route,
                index,
                RequestRules.Join(
                    script.Rules,
                    route,
                    chains.HasMiddleware(script.Rules, route.Rules),
                    pages.Join(script.Rules, route.Rules)),
                around.Around(endings.Of(route), route)))
            .ToList();
        var rest = new CompiledRoute(
            null,
            routes.Count,
            RequestRules.Join(
                script.Rules, null, chains.HasMiddleware(script.Rules, null), pages.Join(script.Rules, null)),
            around.Around(endings.Rest(settings.Upstream?.Value), null));
        return new Site(
            settings.Name, await RoutingTable.Create(services, routes), rest, around.Around(Ambiguous, null));
    }

    private static Task Ambiguous(HttpContext http) => Answer.Plain(http, StatusCodes.Status400BadRequest);
}
