namespace ScriptProxy.Abstractions.Tests;

public sealed class NetworksTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public void Takes_networks_and_single_addresses(string text, string network)
    {
        Assert.True(Networks.TryParse(text, out var value));
        Assert.Equal(network, value.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("localhost")]
    public void Refuses_everything_else(string? text) => Assert.False(Networks.TryParse(text, out _));
}
