using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class StickinessTests
{
    [Fact]
    public async Task A_cookie_keeps_a_client_on_the_server_that_served_it_first()
    {
        await using var a = UpstreamProxy.Named("a");
        await using var b = UpstreamProxy.Named("b");
        await using var proxy = await Start("cookie:stick", a.Url, b.Url);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var first = await RawClient.Get(proxy.Port, "/");
            var cookie = RawMessages.Header(first, "Set-Cookie")!;
            for (var i = 0; i < 4; i++)
            {
                var next = await RawClient.Get(proxy.Port, "/", $"Cookie: other=1; {cookie.Split(';')[0]}; last=2");
                Assert.Equal(first[^1], next[^1]);
                Assert.Null(RawMessages.Header(next, "Set-Cookie"));
            }
        }

        Assert.NotEmpty(a.Requests);
        Assert.NotEmpty(b.Requests);
    }

    [Fact]
    public async Task The_cookie_is_for_the_whole_site_and_no_script_and_tells_nobody_where_the_server_is()
    {
        await using var a = UpstreamProxy.Named("a");
        await using var proxy = await RunningProxy.Start(
            "RequestHeader(\"X-A\", \"1\");",
            $"""
            @site upstream = "app"
            [proxy]
            trusted_proxies = ["127.0.0.1"]
            [upstream.app]
            servers = ["{a.Url}"]
            sticky = "cookie:stick"
            """);
        var plain = RawMessages.Header(await RawClient.Get(proxy.Port, "/"), "Set-Cookie")!;
        Assert.Matches("^stick=[0-9a-f]{16}; Path=/; HttpOnly; SameSite=Lax$", plain);
        var secure =
            RawMessages.Header(await RawClient.Get(proxy.Port, "/", "X-Forwarded-Proto: https"), "Set-Cookie")!;
        Assert.Equal(plain + "; Secure", secure);
    }

    [Fact]
    public async Task A_client_whose_server_is_down_gets_another_and_a_new_cookie()
    {
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{UpstreamProxy.Refusing()}", "{good.Url}"]
            balance = "first"
            sticky = "cookie:stick"
            """);
        var answer = await RawClient.Get(proxy.Port, "/", "Cookie: stick=0123456789abcdef");
        Assert.EndsWith("good", answer, StringComparison.Ordinal);
        Assert.StartsWith("stick=", RawMessages.Header(answer, "Set-Cookie"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_with_the_same_header_go_to_the_same_server_and_those_without_are_balanced()
    {
        await using var a = UpstreamProxy.Named("a");
        await using var b = UpstreamProxy.Named("b");
        await using var proxy = await Start("header:X-Session", a.Url, b.Url);
        var seen = new HashSet<string>();
        for (var session = 0; session < 20; session++)
        {
            var servers = new HashSet<string>();
            for (var i = 0; i < 3; i++)
                servers.Add(await proxy.Get("/", ("X-Session", $"s{session}")).Text());
            seen.Add(Assert.Single(servers));
        }

        Assert.Equal(2, seen.Count);
        Assert.Equal(2, new HashSet<string> { await proxy.GetText("/"), await proxy.GetText("/") }.Count);
    }

    [Fact]
    public async Task A_routes_balancer_beats_it()
    {
        await using var a = UpstreamProxy.Named("a");
        await using var b = UpstreamProxy.Named("b");
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"{a.Url}\", \"{b.Url}\"]\nsticky = \"header:X-Session\"",
            "Map(\"/last\").Balance((http, servers) => servers[^1]).To(\"app\");");
        for (var i = 0; i < 8; i++)
            Assert.Equal("b", await proxy.Get("/last", ("X-Session", $"s{i}")).Text());
    }

    private static Task<RunningProxy> Start(string sticky, string a, string b) =>
        UpstreamProxy.Start($"servers = [\"{a}\", \"{b}\"]\nsticky = \"{sticky}\"");
}
