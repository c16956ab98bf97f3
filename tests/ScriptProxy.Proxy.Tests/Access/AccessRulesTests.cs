using System.Net;
using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Access;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Tests.Access;

public sealed class AccessRulesTests
{
    [Theory]
    [InlineData("10.1.2.3", true, "+10.0.0.0/8")]
    [InlineData("10.6.6.6", false, "-10.6.6.6/32")]
    [InlineData("192.0.2.1", false, null)]
    [InlineData("2001:db8::1", false, null)]
    public void Says_whether_a_client_is_admitted_and_by_which_rule(string client, bool admitted, string? by)
    {
        var decision = new AccessRules([Allow("10.0.0.0/8"), Deny("10.6.6.6/32")]).Decide(IPAddress.Parse(client));
        Assert.Equal(admitted, decision.Admitted);
        Assert.Equal(by, decision.By?.Text);
    }

    [Fact]
    public void Admits_everyone_else_when_some_are_denied_only() =>
        Assert.Equal(new AccessDecision(true, null), new AccessRules([Deny("10.0.0.0/8")]).Decide(IPAddress.Loopback));

    [Theory]
    [InlineData("10.1.0.1", false, true)]
    [InlineData("10.2.0.1", false, false)]
    [InlineData("11.1.0.1", false, false)]
    [InlineData("11.1.0.1", true, false)]
    [InlineData("10.1.0.1", true, true)]
    [InlineData("10.6.6.6", false, false)]
    [InlineData("10.6.6.6", true, true)]
    public void Takes_the_site_and_the_route_together(string client, bool open, bool admitted)
    {
        var site = new SiteDefinition { Name = "app", Rules = Rules(Allow("10.0.0.0/8"), Deny("10.6.6.6/32")) };
        var route = Route(open, open ? Allow("10.0.0.0/8") : Allow("10.1.0.0/16"));
        Assert.Equal(admitted, AccessRules.Decide(site, route, IPAddress.Parse(client)).Admitted);
    }

    [Fact]
    public void Names_the_place_of_what_refused()
    {
        var site = new SiteDefinition { Name = "app", Rules = Rules(Allow("10.0.0.0/8")) };
        var route = Route(open: false, Deny("10.1.0.0/16"));
        Assert.Equal(
            new SourcePlace("site.csx", 7, 1), AccessRules.Decide(site, route, IPAddress.Parse("10.1.0.1")).By?.Place);
    }

    private static AccessRule Allow(string network) =>
        new(true, IPNetwork.Parse(network), "+" + network, new SourcePlace("site.csx", 3, 1));

    private static AccessRule Deny(string network) =>
        new(false, IPNetwork.Parse(network), "-" + network, new SourcePlace("site.csx", 7, 1));

    private static RulesDefinition Rules(params AccessRule[] rules) => new() { Access = rules };

    private static RouteDefinition Route(bool open, params AccessRule[] rules) => new()
    {
        Place = new SourcePlace("site.csx", 5, 1),
        Pattern = RoutePatternFactory.Parse("/a"),
        End = new RouteEnd.ToUpstream("app"),
        IsOpen = open,
        Rules = Rules(rules),
    };
}
