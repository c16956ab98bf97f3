using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Forwarding;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Tests.Forwarding;

public sealed class ForwardedHeadersTests
{
    [Fact]
    public void Tells_whose_request_it_is() =>
        Assert.Equal(
            "X-Real-IP: 192.0.2.1 | X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: http | "
                + "X-Forwarded-Host: shop.example.com:8080 | X-Forwarded-Port: 8080",
            Sent(ForwardedMode.Auto, isTrusted: false, claims: false));

    [Theory]
    [InlineData(ForwardedMode.Auto)]
    [InlineData(ForwardedMode.Set)]
    public void Drops_what_an_untrusted_peer_claims(ForwardedMode mode) =>
        Assert.Equal(Sent(mode, isTrusted: false, claims: false), Sent(mode, isTrusted: false, claims: true));

    [Theory]
    [InlineData(ForwardedMode.Auto)]
    [InlineData(ForwardedMode.Append)]
    public void Keeps_what_a_trusted_peer_claims_and_appends_the_peer(ForwardedMode mode) =>
        Assert.Equal(
            "X-Real-IP: 198.51.100.7 | X-Forwarded-For: 198.51.100.7, 192.0.2.1 | X-Forwarded-Proto: https | "
                + "X-Forwarded-Host: public.example.com | X-Forwarded-Port: 443",
            Sent(mode, isTrusted: true, claims: true));

    [Fact]
    public void Appends_to_the_chain_of_an_untrusted_peer_when_told_to() =>
        Assert.Contains(
            "X-Forwarded-For: 198.51.100.7, 192.0.2.1 | X-Forwarded-Proto: http |",
            Sent(ForwardedMode.Append, isTrusted: false, claims: true),
            StringComparison.Ordinal);

    [Fact]
    public void Replaces_the_chain_of_a_trusted_peer_when_told_to() =>
        Assert.Contains(
            "X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: http |",
            Sent(ForwardedMode.Set, isTrusted: true, claims: true),
            StringComparison.Ordinal);

    [Fact]
    public void Says_nothing_when_off() => Assert.Empty(Sent(ForwardedMode.Off, isTrusted: true, claims: true));

    [Theory]
    [InlineData("x-real-ip", ForwardedMode.Append, true, true)]
    [InlineData("X-Forwarded-For", ForwardedMode.Auto, true, true)]
    [InlineData("X-Forwarded-Host", ForwardedMode.Append, true, true)]
    [InlineData("Forwarded", ForwardedMode.Auto, false, true)]
    [InlineData("Forwarded", ForwardedMode.Auto, true, false)]
    [InlineData("Forwarded", ForwardedMode.Set, true, true)]
    [InlineData("Forwarded", ForwardedMode.Append, false, false)]
    [InlineData("X-Forwarded-Prefix", ForwardedMode.Auto, false, true)]
    [InlineData("X-Forwarded-Prefix", ForwardedMode.Auto, true, false)]
    [InlineData("X-Forwarded-Prefix", ForwardedMode.Append, false, false)]
    [InlineData("X-Forwarded-For", ForwardedMode.Off, false, false)]
    [InlineData("X-Other", ForwardedMode.Set, false, false)]
    public void Keeps_the_clients_own_from_the_upstream(string name, ForwardedMode mode, bool isTrusted, bool expected) =>
        Assert.Equal(expected, ForwardedHeaders.Replaces(name, mode, isTrusted));

    [Fact]
    public void Names_a_unix_peer_and_the_port_of_its_scheme()
    {
        using var message = new HttpRequestMessage();
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString("shop.example.com");
        ForwardedHeaders.AddTo(new MessageSink(message, "http://a", carriesTrailers: false), http, new ProxyRequest(), ForwardedMode.Auto);

        Assert.Equal("unix:", message.Headers.GetValues("X-Real-IP").Single());
        Assert.Equal("80", message.Headers.GetValues("X-Forwarded-Port").Single());
    }

    private static string Sent(ForwardedMode mode, bool isTrusted, bool claims)
    {
        var peer = IPAddress.Parse("192.0.2.1");
        var request = new ProxyRequest
        {
            PeerIp = peer,
            PeerIsTrusted = isTrusted,
            ClientIp = isTrusted ? IPAddress.Parse("198.51.100.7") : peer,
        };
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString("shop.example.com", 8080);
        http.Connection.LocalPort = 8080;
        if (claims)
            Claim(http.Request.Headers);

        using var message = new HttpRequestMessage();
        ForwardedHeaders.AddTo(new MessageSink(message, "http://a", carriesTrailers: false), http, request, mode);
        return string.Join(" | ", message.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}"));
    }

    private static void Claim(IHeaderDictionary headers)
    {
        headers["X-Real-IP"] = "198.51.100.7";
        headers["X-Forwarded-For"] = "198.51.100.7";
        headers["X-Forwarded-Proto"] = "https";
        headers["X-Forwarded-Host"] = "public.example.com";
        headers["X-Forwarded-Port"] = "443";
    }
}
