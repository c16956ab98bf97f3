using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Hosts;

namespace ScriptProxy.Proxy.Tests.Hosts;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("example.com:8080", "example.com")]
    [InlineData("127.0.0.1:80", "127.0.0.1")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[2001:db8::1]:443", "[2001:db8::1]")]
    [InlineData("", "")]
    public void Is_the_host_without_its_port(string host, string expected) =>
        Assert.Equal(expected, HostName.Of(Asking(host)).ToString());

    [Theory]
    [InlineData("xn--mnchen-3ya.de")]
    [InlineData("xn--")]
    public void Stays_as_the_client_wrote_it_punycode_or_not(string host) =>
        Assert.Equal(host, HostName.Of(Asking(host)).ToString());

    [Fact]
    public void Is_empty_without_a_host() => Assert.True(HostName.Of(new DefaultHttpContext()).IsEmpty);

    private static DefaultHttpContext Asking(string host)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Host = host;
        return http;
    }
}
