using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Balancing;

namespace ScriptProxy.Benchmarks;

/// <summary>What choosing a server costs, for each built-in policy.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(ShortIterations))]
public class Balancing
{
    private readonly DefaultHttpContext _http = new();
    private IUpstreamServer[] _servers = [];
    private Balancer _balancer = null!;

    [Params(3, 32)]
    public int Servers { get; set; }

    [Params("round_robin", "weighted", "least_conn", "hash", "random", "p2c")]
    public string Policy { get; set; } = "round_robin";

    [GlobalSetup]
    public void Create()
    {
        var weighs = Policy == "weighted";
        _servers = [.. Enumerable.Range(0, Servers).Select(i => new IdleServer($"10.0.0.{i}:80", weighs ? 1 + (i % 3) : 1))];
        _http.Request.Path = "/articles/17";
        _balancer = BuiltInBalancers.Create(new UpstreamSettings
        {
            Name = "app",
            Place = default,
            Balance = new(weighs ? "round_robin" : Policy, default),
            HashKey = "path",
        });
    }

    [Benchmark]
    public object? Pick() => _balancer(_http, _servers);
}
