namespace ScriptProxy.Abstractions.Tests;

public sealed class UpstreamServersTests
{
    private static readonly IReadOnlyList<string> Keys =
        [.. Enumerable.Range(0, 20_000).Select(number => $"key-{number}")];

    private static readonly IReadOnlyList<FakeServer> Ten =
        [.. Enumerable.Range(0, 10).Select(number => new FakeServer($"10.0.0.{number}:3000"))];

    [Fact]
    public void A_key_stays_with_its_server() =>
        Assert.All(Keys.Take(100), key => Assert.Same(Ten.ByHash(key), Ten.ByHash(key)));

    [Fact]
    public void The_order_of_the_servers_does_not_matter()
    {
        IReadOnlyList<FakeServer> reversed = [.. Ten.Reverse()];

        Assert.All(Keys.Take(1_000), key => Assert.Same(Ten.ByHash(key), reversed.ByHash(key)));
    }

    [Fact]
    public void Equal_servers_get_equal_shares()
    {
        var shares = Shares(Ten);

        Assert.All(Ten, server => Assert.InRange(shares[server.Name], 0.09, 0.11));
    }

    [Fact]
    public void Shares_follow_the_weights()
    {
        var shares = Shares([new FakeServer("small"), new FakeServer("middle", 3), new FakeServer("big", 6)]);

        Assert.InRange(shares["small"], 0.09, 0.11);
        Assert.InRange(shares["middle"], 0.29, 0.31);
        Assert.InRange(shares["big"], 0.59, 0.61);
    }

    [Fact]
    public void Only_the_keys_of_a_server_that_goes_are_moved()
    {
        var gone = Ten[3];
        IReadOnlyList<FakeServer> nine = [.. Ten.Where(server => server.Name != gone.Name)];

        var moved = Keys.Where(key => Ten.ByHash(key).Name != nine.ByHash(key).Name).ToList();

        Assert.All(moved, key => Assert.Same(gone, Ten.ByHash(key)));
        Assert.InRange(moved.Count / (double)Keys.Count, 0.09, 0.11);
    }

    [Fact]
    public void The_keys_of_a_server_that_goes_are_spread_over_the_others()
    {
        var gone = Ten[3];
        IReadOnlyList<FakeServer> nine = [.. Ten.Where(server => server.Name != gone.Name)];

        var heirs = Keys.Where(key => Ten.ByHash(key).Name == gone.Name).CountBy(key => nine.ByHash(key).Name)
            .ToDictionary();

        Assert.Equal(9, heirs.Count);
        Assert.All(heirs.Values, count => Assert.InRange(count, 150, 300));
    }

    [Theory]
    [InlineData("", "10.0.0.1:3000")]
    [InlineData("alice", "10.0.0.9:3000")]
    [InlineData("bob", "10.0.0.9:3000")]
    [InlineData("2001:db8::1", "10.0.0.7:3000")]
    [InlineData("Zürich", "10.0.0.8:3000")]
    public void Every_release_gives_a_key_to_the_same_server(string key, string server) =>
        Assert.Equal(server, Ten.ByHash(key).Name);

    [Fact]
    public void A_key_that_is_missing_counts_as_empty() => Assert.Same(Ten.ByHash(""), Ten.ByHash(null));

    [Fact]
    public void One_server_gets_every_key() => Assert.Equal("only", ((FakeServer[])[new("only")]).ByHash("key").Name);

    [Fact]
    public void Refuses_to_choose_from_nothing() =>
        Assert.Throws<ArgumentException>(() => Array.Empty<IUpstreamServer>().ByHash("key"));

    private static Dictionary<string, double> Shares(IReadOnlyList<FakeServer> servers) =>
        Keys.CountBy(key => servers.ByHash(key).Name)
            .ToDictionary(pair => pair.Key, pair => pair.Value / (double)Keys.Count);
}
