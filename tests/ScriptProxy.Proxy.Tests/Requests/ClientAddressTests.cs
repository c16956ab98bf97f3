using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Tests.Requests;

public sealed class ClientAddressTests
{
    private readonly ClientAddress _clients = new([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8:a::/48")]);
    private readonly DefaultHttpContext _http = new();
    private readonly ProxyRequest _request = new();

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("198.51.100.1, 10.0.0.9", "198.51.100.1")]
    [InlineData("203.0.113.9, 198.51.100.1 , 10.0.0.9,10.0.0.8", "198.51.100.1")]
    [InlineData("198.51.100.1:5000", "198.51.100.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("[2001:db8::1]:443, 2001:db8:a::5", "2001:db8::1")]
    [InlineData("::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("198.51.100.1, ::ffff:10.0.0.9", "198.51.100.1")]
    [InlineData("10.0.0.9, 10.0.0.8", "10.0.0.9")]
    public void Is_the_rightmost_address_that_is_no_trusted_proxy(string chain, string expected) =>
        Assert.Equal(expected, Client("10.0.0.1", chain));

    [Theory]
    [InlineData("198.51.100.1, unknown", "10.0.0.1")]
    [InlineData("198.51.100.1, _hidden, 10.0.0.9", "10.0.0.9")]
    [InlineData("198.51.100.1, 999.1.1.1, 10.0.0.9", "10.0.0.9")]
    [InlineData("198.51.100.1, 17, 10.0.0.9", "10.0.0.9")]
    [InlineData("198.51.100.1, 0x0a.1, 10.0.0.9", "10.0.0.9")]
    [InlineData("198.51.100.1, 010.0.0.1, 10.0.0.9", "10.0.0.9")]
    [InlineData("", "10.0.0.1")]
    public void Is_the_last_believable_address_when_the_chain_has_garbage(string chain, string expected) =>
        Assert.Equal(expected, Client("10.0.0.1", chain));

    [Fact]
    public void Is_found_across_repeated_headers() =>
        Assert.Equal("198.51.100.1", Client("10.0.0.1", "203.0.113.9, 198.51.100.1", "10.0.0.9, 10.0.0.8"));

    [Fact]
    public void Is_the_peer_when_the_peer_is_not_trusted()
    {
        Assert.Equal("192.0.2.1", Client("192.0.2.1", "198.51.100.1"));
        Assert.False(_request.PeerIsTrusted);
    }

    [Fact]
    public void Is_seen_through_a_mapped_address_of_the_peer()
    {
        Assert.Equal("198.51.100.1", Client("::ffff:10.0.0.1", "198.51.100.1"));
        Assert.Equal(IPAddress.Parse("10.0.0.1"), _request.PeerIp);
    }

    [Fact]
    public void Is_none_for_a_peer_without_an_address()
    {
        _clients.Identify(_http, _request);

        Assert.Null(_request.PeerIp);
        Assert.Equal(IPAddress.None, _request.ClientIp);
    }

    [Theory]
    [InlineData("10.0.0.1", "HTTPS", "https")]
    [InlineData("10.0.0.1", "ftp", "http")]
    [InlineData("10.0.0.1", "https, http", "http")]
    [InlineData("192.0.2.1", "https", "http")]
    public void Believes_the_scheme_of_a_trusted_peer_only(string peer, string proto, string expected)
    {
        _http.Request.Scheme = "http";
        _http.Request.Headers["X-Forwarded-Proto"] = proto;

        Client(peer, "198.51.100.1");

        Assert.Equal(expected, _http.Request.Scheme);
    }

    private string Client(string peer, params string[] forwardedFor)
    {
        _http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        _http.Request.Headers["X-Forwarded-For"] = new StringValues(forwardedFor);
        _clients.Identify(_http, _request);
        return _request.ClientIp.ToString();
    }
}
