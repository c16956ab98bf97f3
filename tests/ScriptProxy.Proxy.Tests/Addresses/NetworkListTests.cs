using System.Net;
using ScriptProxy.Proxy.Addresses;

namespace ScriptProxy.Proxy.Tests.Addresses;

public sealed class NetworkListTests
{
    private static readonly IPNetwork[] Networks = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")];

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("11.0.0.1", false)]
    [InlineData("::ffff:11.0.0.1", false)]
    [InlineData("2001:db9::1", false)]
    [InlineData("::10.1.2.3", false)]
    public void Holds_what_is_in_one_of_them_mapped_or_not(string address, bool expected) =>
        Assert.Equal(expected, Networks.Hold(IPAddress.Parse(address)));

    [Fact]
    public void Holds_nothing_when_there_is_none() => Assert.False(Array.Empty<IPNetwork>().Hold(IPAddress.Loopback));

    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void An_address_is_unmapped_when_it_is_mapped(string address, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), IPAddress.Parse(address).Unmapped());
}
