using System.Net;
using BenchmarkDotNet.Attributes;
using ScriptProxy.Proxy.Limits;

namespace ScriptProxy.Benchmarks;

/// <summary>What counting a request against a rate costs, with one client and with so many that their counts are in no cache.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(ShortIterations))]
public class RateLimits
{
    private readonly RateLimiter _limiter = new(new RateTable(TimeProvider.System), 10, 1_000_000_000, TimeProvider.System);
    private IPAddress[] _clients = [];
    private int _next;

    [Params(1, 100_000)]
    public int Clients { get; set; }

    /// <summary>All have been seen before, and none is ever refused.</summary>
    [GlobalSetup]
    public void Meet()
    {
        _clients = [.. Enumerable.Range(0, Clients).Select(i => new IPAddress(0x0a000000L + i))];
        foreach (var client in _clients)
            _limiter.Take(LimitKey.Of(client));
    }

    [Benchmark]
    public bool Take()
    {
        _next = _next + 1 < _clients.Length ? _next + 1 : 0;
        return _limiter.Take(LimitKey.Of(_clients[_next])).Admitted
            ? true
            : throw new InvalidOperationException("A client was refused.");
    }
}
