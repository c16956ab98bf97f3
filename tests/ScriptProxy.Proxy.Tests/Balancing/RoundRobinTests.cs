using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Balancing;

namespace ScriptProxy.Proxy.Tests.Balancing;

public sealed class RoundRobinTests
{
    private static readonly IUpstreamServer[] Weighted =
        [new FakeServer("a", 3), new FakeServer("b", 2), new FakeServer("c", 1)];

    private readonly RoundRobin _balancer = new();

    [Fact]
    public void Goes_around_equal_servers_in_order() =>
        Assert.Equal(
            ["a", "b", "c", "a", "b", "c"],
            Picks.Of(_balancer.Pick, 6, new FakeServer("a", 2), new FakeServer("b", 2), new FakeServer("c", 2)));

    [Fact]
    public void Keeps_the_weights_exactly_in_every_six_picks()
    {
        var picks = Picks.Of(_balancer.Pick, 60, Weighted);

        foreach (var start in Enumerable.Range(0, 55))
        {
            var six = picks.Skip(start).Take(6).CountBy(name => name).ToDictionary();
            Assert.Equal((3, 2, 1), (six["a"], six["b"], six["c"]));
        }
    }

    [Fact]
    public void Does_not_send_bursts_to_the_heaviest() =>
        Assert.Equal(
            ["a", "a", "b", "a", "c", "a", "a"],
            Picks.Of(_balancer.Pick, 7, new FakeServer("a", 5), new FakeServer("b"), new FakeServer("c")));

    [Fact]
    public void Has_nothing_to_choose_with_one_server() =>
        Assert.Equal(["a", "a"], Picks.Of(_balancer.Pick, 2, new FakeServer("a", 7)));

    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(2, 2, 2)]
    public async Task Keeps_exact_totals_when_many_threads_ask_at_once(int a, int b, int c)
    {
        IUpstreamServer[] servers = [new FakeServer("a", a), new FakeServer("b", b), new FakeServer("c", c)];
        var counts = new ConcurrentDictionary<string, int>();
        var threads = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var http = new DefaultHttpContext();
            for (var i = 0; i < 3_000; i++)
                counts.AddOrUpdate(_balancer.Pick(http, servers).Name, 1, (_, count) => count + 1);
        }));

        await Task.WhenAll(threads);

        Assert.Equal((a * 4_000, b * 4_000, c * 4_000), (counts["a"], counts["b"], counts["c"]));
    }
}
