using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Sites;

/// <summary>A site as it serves: finds the route and runs the chain that was composed for it at load.</summary>
internal sealed class Site(string name, RoutingTable routes, CompiledRoute rest, RequestDelegate ambiguous)
{
    public string Name { get; } = name;

    public Task Run(HttpContext http, ProxyRequest request)
    {
        Begin(http, request);
        if (routes.IsEmpty)
            return rest.Chain(http);
        if (PathReadings.Differ(request.MatchedPath, RawTarget.Of(http).Path))
            return RunRouteIfClear(http, request);
        var matching = routes.Match(http);
        return matching.IsCompletedSuccessfully
            ? Take(http, request).Chain(http)
            : RunRouteAfter(matching, http, request);
    }

    /// <summary>Answers with the same url by https: the site's own answer, with its headers.</summary>
    public Task Redirect(HttpContext http, ProxyRequest request, int port)
    {
        Begin(http, request);
        return HttpsRedirect.Answer(http, port);
    }

    /// <summary>The same choice without running what was chosen, for <c>explain</c>.</summary>
    public async Task<RouteChoice> Choose(HttpContext http, ProxyRequest request)
    {
        Begin(http, request);
        await routes.Match(http);
        var other = PathReadings.Differ(request.MatchedPath, RawTarget.Of(http).Path)
            ? await routes.ReadingThatMatchesOther(http)
            : null;
        var route = other is null ? Take(http, request) : rest;
        return new RouteChoice(route, other, other is null ? route.Chain : ambiguous);
    }

    private void Begin(HttpContext http, ProxyRequest request)
    {
        request.Site = Name;
        NormalizePath(http);
        request.MatchedPath = http.Request.Path.Value;
        request.MatchedQuery = http.Request.QueryString.Value;

        // Conditions of routes may throw: the site's headers belong to that answer too.
        request.Rules = rest.Rules;
        if (HasHeaders(request))
            ResponseRules.Register(http);
    }

    // Of the site or of [tls]: what is added to every answer.
    private bool HasHeaders(ProxyRequest request) =>
        rest.Rules.ResponseHeaders.Length > 0 || request.StrictTransport is not null;

    private async Task RunRouteAfter(Task matching, HttpContext http, ProxyRequest request)
    {
        await matching;
        await Take(http, request).Chain(http);
    }

    // The upstream may read the path in another way than the routes did.
    private async Task RunRouteIfClear(HttpContext http, ProxyRequest request)
    {
        await routes.Match(http);
        if (await routes.ReadingThatMatchesOther(http) is null)
        {
            await Take(http, request).Chain(http);
            return;
        }

        http.Request.RouteValues.Clear();
        await ambiguous(http);
    }

    private CompiledRoute Take(HttpContext http, ProxyRequest request)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<CompiledRoute>() is not { } route)
        {
            // A route whose conditions did not hold has left what its pattern captured.
            http.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
            return rest;
        }

        request.AllowedMethods = null;
        request.Rules = route.Rules;
        request.Route = route.Definition!.Pattern.RawText;
        if (route.Rules.ResponseHeaders.Length > 0 && !HasHeaders(request))
            ResponseRules.Register(http);
        return route;
    }

    // nginx: merge_slashes. The upstream still gets what the client wrote.
    private static void NormalizePath(HttpContext http)
    {
        var path = http.Request.Path.Value;
        if (path is null || !path.Contains("//", StringComparison.Ordinal))
            return;
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        http.Request.Path = path;
    }
}
