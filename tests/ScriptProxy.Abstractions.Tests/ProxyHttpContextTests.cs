using System.Net;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Abstractions.Tests.Requests;
using ScriptProxy.Requests;

namespace ScriptProxy.Abstractions.Tests;

public sealed class ProxyHttpContextTests
{
    [Fact]
    public void Shows_what_the_proxy_knows_of_the_request()
    {
        var client = IPAddress.Parse("203.0.113.7");
        var upstream = new ChosenUpstream("app", "http://127.0.0.1:3000");
        var http = new DefaultHttpContext();
        http.Features.Set<IProxyRequestFeature>(new FakeRequestFeature(client, "shop", upstream));

        Assert.Equal(client, http.ClientIp);
        Assert.Equal("shop", http.Site);
        Assert.Equal(upstream, http.Upstream);
    }

    [Fact]
    public void The_upstream_is_null_before_the_choice()
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IProxyRequestFeature>(new FakeRequestFeature(IPAddress.Loopback, "shop", Upstream: null));

        Assert.Null(http.Upstream);
    }

    [Fact]
    public void Refuses_a_request_that_did_not_come_through_the_proxy()
    {
        var http = new DefaultHttpContext();

        var exception = Assert.Throws<InvalidOperationException>(() => http.ClientIp);

        Assert.Equal("This request did not come through ScriptProxy.", exception.Message);
    }

    [Theory]
    [InlineData("north", "north")]
    [InlineData(42, "42")]
    [InlineData(1.5, "1.5")]
    public void Route_gives_what_the_pattern_captured_as_text(object captured, string expected)
    {
        var http = new DefaultHttpContext();
        http.Request.RouteValues["tenant"] = captured;

        Assert.Equal(expected, http.Route("tenant"));
    }

    [Fact]
    public void Route_finds_a_parameter_in_any_case()
    {
        var http = new DefaultHttpContext();
        http.Request.RouteValues["tenant"] = "north";

        Assert.Equal("north", http.Route("Tenant"));
    }

    [Fact]
    public void Route_gives_null_for_what_was_not_captured()
    {
        var http = new DefaultHttpContext();
        http.Request.RouteValues["rest"] = null;

        Assert.Null(http.Route("rest"));
        Assert.Null(http.Route("tenant"));
    }
}
