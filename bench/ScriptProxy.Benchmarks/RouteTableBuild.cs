using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Benchmarks;

/// <summary>What a site's routing table costs at load, which every reload pays.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(SingleRuns))]
public class RouteTableBuild
{
    private ServiceProvider _services = null!;

    [Params(10, 1_000, 10_000)]
    public int Routes { get; set; }

    [Params("prefixes", "nested")]
    public string Shape { get; set; } = "prefixes";

    [GlobalSetup]
    public void Begin() => _services = BareServices.Create();

    [GlobalCleanup]
    public void End() => _services.Dispose();

    [Benchmark]
    public async Task<object> Build() => await RoutingTable.Create(
        _services, Shape == "prefixes" ? Sites.OfPrefixes(Routes) : Sites.OfNestedPaths(Routes));
}
