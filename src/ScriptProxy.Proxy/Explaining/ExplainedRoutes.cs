using Microsoft.AspNetCore.Http;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Tells of the route that takes a request.</summary>
internal static class ExplainedRoutes
{
    public static ExplainedRoute Of(RouteDefinition route, HttpContext http) => new()
    {
        Pattern = route.Pattern.RawText ?? "",
        Place = route.Place,
        Order = route.Order,
        Conditions = CallText.Conditions(route),
        Captured = http.Request.RouteValues.Keys.ToDictionary(name => name, name => http.Route(name) ?? ""),
        End = CallText.End(route),
    };
}
