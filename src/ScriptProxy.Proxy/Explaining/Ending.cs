using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Tells how the end of a route, or of a site that no route of took it, answered.</summary>
internal static class Ending
{
    /// <summary>Whether the request came so far.</summary>
    public static bool HasReached(HttpContext http, RouteDefinition? route) =>
        http.Features.Get<ReachedEnd>() is { } reached && reached.OfRoute == route is not null;

    public static (Decision Decision, string Reason) Of(HttpContext http, ProxyRequest request, RouteDefinition? route)
    {
        if (request.Servers is { } servers)
            return (Decision.NoServer, $"the balancer gives none of the servers of upstream '{servers.Upstream.Name}'");
        return route?.End switch
        {
            null when request.AllowedMethods is { } methods =>
                (Decision.MethodNotAllowed,
                    $"the site's routes take {methods} here, and it has no upstream for the rest"),
            null => (Decision.NoRoute,
                $"no route of site '{request.Site}' takes it, and the site has no upstream for the rest"),
            RouteEnd.Redirect => (Decision.Redirect, $"the route's Redirect to {http.Response.Headers.Location}"),
            RouteEnd.Respond => (Decision.Respond, "the route's Respond"),
            RouteEnd.ToChosen => (Decision.NoUpstream, NoUpstream(http)),
            RouteEnd.Files => (Decision.Files, "answered by the route's Files, which are not looked up to explain"),
            _ => (Decision.Handle, "answered by the route's Handle, whose code is not run to explain"),
        };
    }

    private static string NoUpstream(HttpContext http) => http.Features.Get<ChosenName>()?.Name is { } name
        ? $"the route's To gives '{name}', and there is no such upstream"
        : "the route's To gives null";
}
