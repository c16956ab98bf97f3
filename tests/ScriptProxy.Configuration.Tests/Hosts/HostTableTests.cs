using ScriptProxy.Configuration.Hosts;

namespace ScriptProxy.Configuration.Tests.Hosts;

public sealed class HostTableTests
{
    private readonly HostTable<string> _table = Table("shop.example.com", "*.example.com", "*.deep.example.com", "*");

    [Theory]
    [InlineData("shop.example.com", "shop.example.com")]
    [InlineData("other.example.com", "*.example.com")]
    [InlineData("a.b.c.example.com", "*.example.com")]
    [InlineData("x.deep.example.com", "*.deep.example.com")]
    [InlineData("x.y.deep.example.com", "*.deep.example.com")]
    [InlineData("deep.example.com", "*.example.com")]
    [InlineData("example.com", "*")]
    [InlineData("notexample.com", "*")]
    [InlineData("", "*")]
    public void Prefers_the_exact_name_then_the_longest_wildcard_then_any(string host, string expected) =>
        Assert.Equal(expected, _table.Find(host));

    [Theory]
    [InlineData("SHOP.Example.COM", "shop.example.com")]
    [InlineData("X.DEEP.example.com", "*.deep.example.com")]
    public void Ignores_case(string host, string expected) => Assert.Equal(expected, _table.Find(host));

    [Theory]
    [InlineData("shop.example.com.", "shop.example.com")]
    [InlineData("x.example.com.", "*.example.com")]
    public void Ignores_the_dot_of_a_fully_qualified_name(string host, string expected) =>
        Assert.Equal(expected, _table.Find(host));

    [Fact]
    public void Finds_nothing_for_a_name_that_nobody_has() =>
        Assert.Null(Table("shop.example.com", "*.example.org").Find("example.org"));

    [Fact]
    public void Keeps_the_first_of_two_equal_names()
    {
        var table = new HostTable<string>(
            [("a.example", "first"), ("A.EXAMPLE", "second"), ("*", "third"), ("*", "fourth")]);

        Assert.Equal("first", table.Find("a.example"));
        Assert.Equal("third", table.Find("b.example"));
    }

    private static HostTable<string> Table(params string[] hosts) => new(hosts.Select(host => (host, host)));
}
