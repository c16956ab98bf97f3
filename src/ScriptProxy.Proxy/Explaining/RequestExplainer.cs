using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Sends a request through its site as serving does, and tells what happens at each step.</summary>
internal sealed class RequestExplainer(
    ProxyDefinition definition, Func<HttpContext, ProxyRequest, Exception, Task> answerFault)
{
    public async Task<Explanation> Explain(HttpContext http, ProxyRequest request, Site site)
    {
        var script = definition.Scripts.GetValueOrDefault(site.Name) ?? new SiteDefinition { Name = site.Name };
        var sent = new HeaderDictionary(
            new Dictionary<string, StringValues>(http.Request.Headers, StringComparer.OrdinalIgnoreCase));
        var told = new Explanation
        {
            Decision = Decision.Fault,
            Summary = "",
            Client = request.ClientIp.ToString(),
            Site = ExplainedSites.Of(http, definition.Settings.Sites.Single(settings => settings.Name == site.Name)),
        };
        try
        {
            var trace = new MatchTrace();
            http.Features.Set(trace);
            var choice = await site.Choose(http, request);
            var route = RouteOf(script, choice.Route);
            told = Routed(told, script, choice, trace, http);
            await choice.Chain(http);
            return new Conclusion(told, http, request, script, route).Of(choice.Other, sent);
        }
        catch (Exception fault)
        {
            // As serving does, after whatever foreign code has thrown.
            await answerFault(http, request, fault);
            return Conclusion.OfFault(told, http, request.Fault ?? fault);
        }
    }

    private Explanation Routed(
        Explanation told, SiteDefinition script, RouteChoice choice, MatchTrace trace, HttpContext http)
    {
        var route = RouteOf(script, choice.Route);
        var misses = NearMisses.Of(trace, choice.Route, http);
        var steps = new Steps(script, route, http.ClientIp);
        var isClear = route is not null || misses.Count > 0;
        return told with
        {
            Route = route is null ? null : ExplainedRoutes.Of(route, http),
            NearMisses = isClear ? misses : NearPatterns.Of(http.Request.Path.Value ?? "", script.Routes),
            Steps = steps.Of(definition.Plugins),
            OnAnswer = steps.OfAnswer(),
        };
    }

    // What was built is a rehearsal's; what is told is what the script says.
    private static RouteDefinition? RouteOf(SiteDefinition script, CompiledRoute route) =>
        route.Definition is null ? null : script.Routes[route.Index];
}
