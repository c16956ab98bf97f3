using System.Net;
using ScriptProxy.Proxy.Access;

namespace ScriptProxy.Proxy.Tests.Access;

public sealed class NetworkTableTests
{
    [Theory]
    [InlineData("10.1.2.3", "10.1.0.0/16")]
    [InlineData("10.2.0.1", "10.0.0.0/8")]
    [InlineData("10.1.2.4", "10.1.2.4/32")]
    [InlineData("11.0.0.1", null)]
    [InlineData("2001:db8:1::1", "2001:db8::/32")]
    [InlineData("2001:db9::1", null)]
    [InlineData("::ffff:1", null)]
    public void Finds_the_most_specific_network(string address, string? network)
    {
        string[] networks = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.4/32", "2001:db8::/32"];
        Assert.Equal(network, Table(networks).Find(IPAddress.Parse(address)));
    }

    [Fact]
    public void Takes_all_of_one_family_only() =>
        Assert.Null(Table("::/0").Find(IPAddress.Parse("192.0.2.1")));

    [Fact]
    public void Knows_whether_it_has_any() => Assert.True(Table().IsEmpty && !Table("::/0").IsEmpty);

    private static NetworkTable<string> Table(params string[] networks) =>
        new(networks.Select(network => (IPNetwork.Parse(network), network)));
}
