using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Takes out of a definition what must not run only to explain a request: middleware, handlers, pages, and limits that
/// count. All that decides stays, so that what is built from it decides as the proxy does for a request that is the
/// only one.
/// </summary>
internal static class Rehearsal
{
    public static ProxyDefinition Of(ProxyDefinition definition) => definition with
    {
        Plugins =
            definition.Plugins with { Middleware = definition.Plugins.Middleware.Where(_ => false).ToDictionary() },
        Scripts = definition.Scripts.ToDictionary(script => script.Key, script => Of(script.Value)),
    };

    private static SiteDefinition Of(SiteDefinition site) => site with
    {
        Rules = Of(site.Rules, isRoute: false),
        Routes =
            [.. site.Routes.Select(
                route => route with { Rules = Of(route.Rules, isRoute: true), End = Of(route.End) })],
    };

    // In place of all middleware stands one that leaves word that the request came so far.
    private static RulesDefinition Of(RulesDefinition rules, bool isRoute) => rules with
    {
        Middleware = [new MiddlewareRule((http, next) => Pass(http, next, new ReachedEnd(isRoute)), null, default)],
        RateLimits = [],
        ConcurrencyLimits = [],
        TotalTimeout = null,
        ErrorPages = [],
        Compress = false,
    };

    private static Task Pass(HttpContext http, RequestDelegate next, ReachedEnd reached)
    {
        http.Features.Set(reached);
        return next(http);
    }

    private static RouteEnd Of(RouteEnd end) => end switch
    {
        RouteEnd.Handle or RouteEnd.Files => new RouteEnd.Handle(static _ => Task.CompletedTask),
        RouteEnd.ToChosen to => new RouteEnd.ToChosen(http => Noted(http, to.Choose(http))),
        _ => end,
    };

    private static string? Noted(HttpContext http, string? name)
    {
        http.Features.Set(new ChosenName(name));
        return name;
    }
}
