using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Requests;

namespace ScriptProxy.Proxy.Tests.Balancing;

public sealed class HashKeyTests
{
    private static readonly IUpstreamServer[] Servers =
        [.. Enumerable.Range(0, 8).Select(i => new FakeServer($"s{i}"))];

    [Theory]
    [InlineData("path", "/a b")]
    [InlineData("uri", "/a b?q=1")]
    [InlineData("host", "shop.example.com")]
    [InlineData("ip", "192.0.2.7")]
    [InlineData("header:X-Tenant", "north")]
    [InlineData("cookie:cart", "42")]
    [InlineData("header:X-None", null)]
    [InlineData("cookie:none", null)]
    public void Chooses_by_that_part_of_the_request(string setting, string? key) =>
        Assert.Same(Servers.ByHash(key), HashKey.Of(setting).Pick(Request(), Servers));

    [Fact]
    public void Keeps_a_header_that_has_a_colon_in_its_value()
    {
        var http = Request();
        http.Request.Headers["X-Tenant"] = "a:b";

        Assert.Same(Servers.ByHash("a:b"), HashKey.Of("header:X-Tenant").Pick(http, Servers));
    }

    [Fact]
    public void Moves_about_a_tenth_of_the_keys_when_a_tenth_server_is_added_and_all_of_them_to_it()
    {
        IUpstreamServer[] ten = [.. Enumerable.Range(0, 10).Select(i => new FakeServer($"10.0.0.{i}:3000"))];
        var nine = ten[..9];
        var moved = Enumerable.Range(0, 20_000)
            .Select(i => $"key-{i}")
            .Where(key => ten.ByHash(key) != nine.ByHash(key))
            .ToList();

        Assert.InRange(moved.Count, 1_800, 2_200);
        Assert.All(moved, key => Assert.Same(ten[9], ten.ByHash(key)));
    }

    private static DefaultHttpContext Request()
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IProxyRequestFeature>(new ProxyRequest { ClientIp = IPAddress.Parse("192.0.2.7") });
        http.Request.Path = "/a b";
        http.Request.QueryString = new QueryString("?q=1");
        http.Request.Host = new HostString("shop.example.com", 8080);
        http.Request.Headers["X-Tenant"] = "north";
        http.Request.Headers.Cookie = "other=1; cart=42";
        return http;
    }
}
