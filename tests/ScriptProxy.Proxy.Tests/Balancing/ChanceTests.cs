using ScriptProxy.Proxy.Balancing;

namespace ScriptProxy.Proxy.Tests.Balancing;

public sealed class ChanceTests
{
    // Of 60,000 throws the share strays by more than 2 in 100 about once in 10^20 runs.
    private const int Throws = 60_000;

    [Fact]
    public void Random_keeps_to_the_weights()
    {
        var counts = Picks.Count(
            WeightedRandom.Pick, Throws, new FakeServer("a", 3), new FakeServer("b", 2), new FakeServer("c"));

        Assert.InRange(counts["a"], Throws * 0.48, Throws * 0.52);
        Assert.InRange(counts["b"], Throws * 0.31, Throws * 0.36);
        Assert.InRange(counts["c"], Throws * 0.14, Throws * 0.19);
    }

    [Fact]
    public void Two_choices_never_take_the_busiest_of_several()
    {
        var counts = Picks.Count(
            PowerOfTwoChoices.Pick, 1_000, new FakeServer("a", 1, 1), new FakeServer("b", 1, 2),
            new FakeServer("c", 1, 9));

        Assert.False(counts.ContainsKey("c"));
        Assert.True(counts["a"] > counts["b"]);
    }

    [Fact]
    public void Two_choices_count_requests_for_each_unit_of_weight() =>
        Assert.Equal(
            ["b"],
            Picks.Of(PowerOfTwoChoices.Pick, 100, new FakeServer("a", 1, 2), new FakeServer("b", 4, 4)).Distinct());

    [Fact]
    public void Two_choices_of_idle_servers_reach_all() =>
        Assert.Equal(
            3,
            Picks.Count(
                PowerOfTwoChoices.Pick, 1_000, new FakeServer("a"), new FakeServer("b"), new FakeServer("c")).Count);

    [Fact]
    public void Two_choices_of_one_server_are_that_one() =>
        Assert.Equal(["a"], Picks.Of(PowerOfTwoChoices.Pick, 1, new FakeServer("a")));
}
