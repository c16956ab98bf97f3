using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Benchmarks;

/// <summary>
/// What finding the route costs in a site with few and with very many: it must not grow by more than a fifth.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(ShortIterations))]
public class RouteMatch
{
    private const int Targets = 10;

    private readonly DefaultHttpContext _http = new();
    private RoutingTable _table = null!;
    private PathString[] _paths = [];
    private ServiceProvider _services = null!;
    private int _next;

    [Params(10, 1_000, 10_000)]
    public int Routes { get; set; }

    [Params("prefixes", "nested")]
    public string Shape { get; set; } = "prefixes";

    [GlobalSetup]
    public async Task Build()
    {
        _services = BareServices.Create();
        var routes = Shape == "prefixes" ? Sites.OfPrefixes(Routes) : Sites.OfNestedPaths(Routes);
        _table = await RoutingTable.Create(_services, routes);
        _paths = [.. Enumerable.Range(0, Targets).Select(i => PathTo(i * Routes / Targets))];
        _http.RequestServices = _services;
        _http.Request.Method = "GET";
    }

    [GlobalCleanup]
    public void End() => _services.Dispose();

    /// <summary>Ten different requests spread over the routes, each of which must be found.</summary>
    [Benchmark]
    public object Match()
    {
        _http.SetEndpoint(null);
        _http.Request.RouteValues.Clear();
        _http.Request.Path = _paths[_next++ % Targets];
        _table.Match(_http).GetAwaiter().GetResult();
        return _http.GetEndpoint() ?? throw new InvalidOperationException($"No route for '{_http.Request.Path}'.");
    }

    private PathString PathTo(int route) =>
        Shape == "prefixes" ? $"/{Sites.Service(route)}/a/b" : $"/v1/{Sites.Service(route)}/5/detail";
}
