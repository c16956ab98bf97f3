using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Asks each condition of a route for itself, in the order in which serving asks them, and says which does not hold.
/// </summary>
internal static class FailedCondition
{
    /// <summary>The first that does not hold; null when all do.</summary>
    public static (MissCause Cause, string Reason)? Of(CompiledRoute route, HttpContext http)
    {
        var definition = route.Definition!;
        if (!route.AcceptsHost(http))
            return (MissCause.Host, $"needs host {Any(definition.Hosts)}, the request's is '{HostName.Of(http)}'");
        foreach (var header in definition.Headers)
        {
            if (!CompiledRoute.HasHeader(http, header))
                return (MissCause.Header, $"needs header {Wanted(header)}, {Found(http.Request.Headers[header.Name])}");
        }

        foreach (var query in definition.Queries)
        {
            if (!CompiledRoute.HasQuery(http, query))
                return (MissCause.Query, $"needs query {Wanted(query)}, {Found(http.Request.Query[query.Name])}");
        }

        if (FailedWhen(definition, http) is { } when)
            return (MissCause.When, when);
        return route.AllowsMethod(http.Request.Method)
            ? null
            : (MissCause.Method, $"needs method {Any(definition.Methods)}, the request's is {http.Request.Method}");
    }

    private static string? FailedWhen(RouteDefinition route, HttpContext http)
    {
        for (var i = 0; i < route.Whens.Count; i++)
        {
            if (!route.Whens[i](http))
                return route.Whens.Count == 1
                    ? "its When gives false"
                    : $"its When {i + 1} of {route.Whens.Count} gives false";
        }

        return null;
    }

    private static string Wanted(ValueCondition condition) =>
        condition.Values.Count == 0
            ? $"'{condition.Name}'"
            : $"'{condition.Name}' {Any(condition.Values.Select(Quoted))}";

    private static string Found(Microsoft.Extensions.Primitives.StringValues values) =>
        values.Count == 0 ? "the request has none" : $"the request has {string.Join(", ", values.Select(Quoted))}";

    private static string Any(IEnumerable<string> values) => string.Join(" or ", values);

    private static string Quoted(string? value) => $"'{value}'";
}
