namespace ScriptProxy.Acme.Tests;

public sealed class DnsNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("WWW.Example.COM.", "www.example.com")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    public void Takes_a_name(string name, string taken) => Assert.Equal(taken, DnsName.Of(name));

    [Theory]
    [InlineData("bücher.example", "xn--")]
    [InlineData("localhost", "two labels")]
    [InlineData("", "two labels")]
    [InlineData("127.0.0.1", "address")]
    [InlineData("a..example", "no label")]
    [InlineData("-a.example", "no label")]
    [InlineData("a_b.example", "no label")]
    [InlineData("a.*.example", "no label")]
    [InlineData("*.*.example", "no label")]
    [InlineData("a b.example", "no label")]
    public void Refuses_what_is_none_and_says_why(string name, string why)
    {
        var error = Assert.Throws<AcmeException>(() => DnsName.Of(name));

        Assert.Equal(AcmeFault.Unsupported, error.Fault);
        Assert.Contains(why, error.Message);
    }
}
