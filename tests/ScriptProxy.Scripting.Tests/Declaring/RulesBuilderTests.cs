using System.Net;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Tests.Declaring;

public sealed class RulesBuilderTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Keeps_every_limit_of_the_site_and_of_the_route()
    {
        var site = _bench.Define("""
            RateLimit(perSecond: 0.5, burst: 20, by: http => http.ClientIp, delay: true, name: "api");
            ConcurrencyLimit(5);
            MaxBody("20MB");
            Map("/a").MaxBody(0).TotalTimeout("30s").IdleTimeout(TimeSpan.FromHours(24)).To("app");
            """);

        var rate = Assert.Single(site.Rules.RateLimits);
        Assert.Equal((0.5, 20, true, "api"), (rate.PerSecond, rate.Burst, rate.Delay, rate.Name));
        Assert.NotNull(rate.By);
        Assert.Equal(1, rate.Place.Line);
        Assert.Equal(5, Assert.Single(site.Rules.ConcurrencyLimits).Limit);
        Assert.Equal(20 * 1024 * 1024, site.Rules.MaxBody);
        var route = Assert.Single(site.Routes).Rules;
        Assert.Equal(0, route.MaxBody);
        Assert.Equal(TimeSpan.FromSeconds(30), route.TotalTimeout);
        Assert.Equal(TimeSpan.FromHours(24), route.IdleTimeout);
    }

    [Fact]
    public void Reads_networks_and_single_addresses()
    {
        var site = _bench.Define("""
            Allow("10.0.0.0/8", "::1");
            Deny("10.6.6.6");
            Map("/open").Open().To("app");
            """);

        Assert.Equal(
            [(true, IPNetwork.Parse("10.0.0.0/8")), (true, IPNetwork.Parse("::1/128")), (false, IPNetwork.Parse(
                "10.6.6.6/32"))],
            site.Rules.Access.Select(rule => (rule.Allows, rule.Network)));
        Assert.True(Assert.Single(site.Routes).IsOpen);
    }

    [Fact]
    public void Sets_the_four_security_headers_and_lets_a_later_call_change_one()
    {
        var site = _bench.Define("""
            SecurityHeaders();
            ResponseHeader("X-Frame-Options", "DENY");
            """);

        Assert.Equal(
            [
                ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "SAMEORIGIN"),
                ("Referrer-Policy", "strict-origin-when-cross-origin"), ("X-XSS-Protection", "0"),
                ("X-Frame-Options", "DENY"),
            ],
            site.Rules.ResponseHeaders.Select(rule => (rule.Name, rule.Text!)));
    }

    [Fact]
    public void Finds_files_beside_the_script_file_that_names_them_and_watches_them()
    {
        var page = _bench.Write("common/502.html", "<h1>Back soon</h1>");
        var users = _bench.Write("users.htpasswd", "");
        _bench.Write("common/pages.csx", """ErrorPage(502, "502.html", intercept: true);""");

        var loaded = _bench.Load("""
            #load "common/pages.csx"
            BasicAuth("users.htpasswd");
            Map("/{**path}").Files("common", fallback: "502.html");
            """);

        var site = loaded.Definition!;
        var rule = Assert.Single(site.Rules.ErrorPages);
        Assert.Equal((502, page, true), (rule.Status, rule.File, rule.Intercepts));
        Assert.Equal((users, "shop"), (site.Rules.BasicAuth[0].File, site.Rules.BasicAuth[0].Realm));
        Assert.Equal(
            new RouteEnd.Files(Path.GetDirectoryName(page)!, "index.html", "502.html"), Assert.Single(site.Routes).End);
        Assert.Contains(page, loaded.Files);
        Assert.Contains(users, loaded.Files);
    }

    [Fact]
    public void Refuses_a_page_that_is_too_large_for_memory()
    {
        _bench.Write("big.html", new string('a', 1024 * 1024 + 1));

        var loaded = _bench.Load("""ErrorPage(502, "big.html");""");

        Assert.EndsWith(
            "error SP2174: page 'big.html' of 'ErrorPage' is larger than 1024 kB, and pages are kept in memory; make "
            + "it smaller",
            Assert.Single(loaded.Diagnostics).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_page_that_cannot_be_read()
    {
        var loaded = _bench.Load("""ErrorPage(502, "/proc/self/mem");""");

        var found = Assert.Single(loaded.Diagnostics).ToString();
        Assert.Contains(
            "error SP2175: page '/proc/self/mem' of 'ErrorPage' cannot be read: ", found, StringComparison.Ordinal);
        Assert.EndsWith("; give the proxy's user the right to read it", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Watches_for_a_missing_file_to_appear()
    {
        var loaded = _bench.Load("""ErrorPage(502, "missing.html");""");

        Assert.Contains(_bench.At("missing.html"), loaded.Files);
    }
}
