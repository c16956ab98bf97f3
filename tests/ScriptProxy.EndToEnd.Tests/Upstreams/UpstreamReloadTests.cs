using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class UpstreamReloadTests
{
    [Fact]
    public async Task Connections_stay_when_balancing_retries_health_and_stickiness_change()
    {
        await using var a = UpstreamProxy.Named("a");
        await using var proxy = await UpstreamProxy.Start($"servers = [\"{a.Url}\"]");
        await proxy.GetText("/");
        proxy.WriteToml(
            UpstreamProxy.Toml($"""
                servers = ["{a.Url}"]
                balance = "least_conn"
                sticky = "cookie:stick"
                max_fails = 3
                fail_timeout = "1s"
                retries = 1
                retry_on = ["503"]
                """),
            hasScript: false);
        Assert.Empty(await proxy.Reload());
        Assert.True((await proxy.Get("/")).Headers.Contains("Set-Cookie"));
        Assert.Equal(1, a.Connections);
    }

    [Fact]
    public async Task A_server_that_is_out_stays_out_over_a_reload_that_adds_another()
    {
        var tried = 0;
        await using var breaks = new RawBackend(_ => UpstreamProxy.Garbage(ref tried));
        await using var good = UpstreamProxy.Named("good");
        await using var more = UpstreamProxy.Named("more");
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"{breaks.Url}\", \"{good.Url}\"]\nfail_timeout = \"1h\"");
        for (var i = 0; i < 4; i++)
            await proxy.GetText("/");
        Assert.Equal(1, tried);

        proxy.WriteToml(
            UpstreamProxy.Toml($"servers = [\"{breaks.Url}\", \"{good.Url}\", \"{more.Url}\"]\nfail_timeout = \"1h\""),
            hasScript: false);
        Assert.Empty(await proxy.Reload());
        for (var i = 0; i < 6; i++)
            await proxy.GetText("/");
        Assert.Equal(1, tried);
        Assert.NotEmpty(more.Requests);
    }
}
