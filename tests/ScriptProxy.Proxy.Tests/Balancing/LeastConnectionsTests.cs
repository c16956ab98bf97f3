using ScriptProxy.Proxy.Balancing;

namespace ScriptProxy.Proxy.Tests.Balancing;

public sealed class LeastConnectionsTests
{
    private readonly LeastConnections _balancer = new();

    [Fact]
    public void Picks_the_server_with_the_fewest_requests() =>
        Assert.Equal(
            ["b", "b"],
            Picks.Of(
                _balancer.Pick, 2, new FakeServer("a", 1, 3), new FakeServer("b", 1, 1), new FakeServer("c", 1, 2)));

    [Fact]
    public void Counts_requests_for_each_unit_of_weight() =>
        Assert.Equal(["b"], Picks.Of(_balancer.Pick, 1, new FakeServer("a", 1, 2), new FakeServer("b", 4, 4)));

    [Fact]
    public void Lets_idle_servers_take_turns_by_weight()
    {
        var counts = Picks.Count(
            _balancer.Pick, 60, new FakeServer("a", 3), new FakeServer("b", 2), new FakeServer("c"));

        Assert.Equal((30, 20, 10), (counts["a"], counts["b"], counts["c"]));
    }

    [Fact]
    public void Lets_busy_servers_that_tie_take_turns_by_weight()
    {
        var counts = Picks.Count(
            _balancer.Pick, 30, new FakeServer("a", 2, 4), new FakeServer("b", 1, 2), new FakeServer("c", 1, 3));

        Assert.Equal(20, counts["a"]);
        Assert.Equal(10, counts["b"]);
        Assert.False(counts.ContainsKey("c"));
    }

    [Fact]
    public void Spreads_ties_over_equal_servers() =>
        Assert.Equal(
            ["a", "b", "a", "b"], Picks.Of(_balancer.Pick, 4, new FakeServer("a", 1, 1), new FakeServer("b", 1, 1)));

    [Fact]
    public void Serves_more_servers_than_fit_on_the_stack()
    {
        var servers = Enumerable.Range(0, 500).Select(i => new FakeServer($"s{i}", 1, i == 321 ? 1 : 2)).ToArray();

        Assert.Equal(["s321"], Picks.Of(_balancer.Pick, 1, servers));
    }
}
