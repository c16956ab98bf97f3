using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Routing;
using ScriptProxy.Proxy.Rules;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Benchmarks;

/// <summary>
/// Sites with as many routes as wanted, of the kinds that scripts declare. Names are equally long in all of them: how long the path of
/// a request is has a price of its own.
/// </summary>
internal static class Sites
{
    /// <summary>The name of a service.</summary>
    public static string Service(int number) => $"service-{number:D5}";

    /// <summary>One route for each service, as a large gateway has: <c>/service-00017/{**rest}</c>.</summary>
    public static IReadOnlyList<CompiledRoute> OfPrefixes(int count) => Of(count, i => $"/{Service(i)}/{{**rest}}");

    /// <summary>Deeper, with a parameter between literals: <c>/v1/service-00017/{id}/detail</c>.</summary>
    public static IReadOnlyList<CompiledRoute> OfNestedPaths(int count) =>
        Of(count, i => $"/v1/{Service(i)}/{{id}}/detail");

    private static List<CompiledRoute> Of(int count, Func<int, string> pattern) =>
        [.. Enumerable.Range(0, count).Select(
            i => new CompiledRoute(Definition(pattern(i)), i, RequestRules.None, End))];

    private static Task End(HttpContext http) => Task.CompletedTask;

    private static RouteDefinition Definition(string pattern) => new()
    {
        Place = new SourcePlace("bench.csx", 1, 1),
        Pattern = RoutePatternFactory.Parse(pattern),
        End = new RouteEnd.Handle(End),
    };
}
