using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task A_server_that_fails_its_checks_is_taken_out_and_comes_back_when_it_passes()
    {
        var isIll = false;
        await using var server = new RawBackend(request =>
            request.StartsWith("GET /healthz", StringComparison.Ordinal) && Volatile.Read(ref isIll)
                ? "HTTP/1.1 500 Ill\r\nContent-Length: 0\r\n\r\n"
                : RawBackend.Ok("checked"));
        await using var other = UpstreamProxy.Named("other");
        await using var proxy = await UpstreamProxy.Start(
            $$"""
            servers = ["{{server.Url}}", "{{other.Url}}"]
            balance = "first"
            health = { path = "/healthz", every = "50ms", timeout = "30s", fails = 2, passes = 1 }
            """);
        Assert.Equal("checked", await proxy.GetText("/"));
        Volatile.Write(ref isIll, true);
        await Eventually.Holds(async () => await proxy.GetText("/") == "other");
        Volatile.Write(ref isIll, false);
        await Eventually.Holds(async () => await proxy.GetText("/") == "checked");

        // What is said follows what is done.
        await Eventually.Holds(() => Says($"{server.Url} is taken out by its health check /healthz: it answered 500"));
        await Eventually.Holds(() => Says($"{server.Url} passes its health check /healthz again"));

        bool Says(string end) => proxy.Log.Lines.Any(line => line.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_its_checks_in_time_is_taken_out()
    {
        await using var server = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var other = UpstreamProxy.Named("other");
        await using var proxy = await UpstreamProxy.Start(
            $$"""
            servers = ["{{server.Url}}", "{{other.Url}}"]
            balance = "first"
            health = { every = "50ms", timeout = "5s", fails = 1 }
            """);
        await Eventually.Holds(() => proxy.Log.Lines.Any(
            line => line.Contains("health check /: no answer within its timeout of 5 s", StringComparison.Ordinal)));
        Assert.Equal("other", await proxy.GetText("/"));
    }

    [Fact]
    public async Task Checks_end_when_a_reload_takes_them_away()
    {
        await using var server = UpstreamProxy.Named("app");
        await using var proxy = await UpstreamProxy.Start($$"""
            servers = ["{{server.Url}}"]
            health = { every = "20ms", timeout = "30s" }
            """);
        await Eventually.Holds(() => server.Requests.Count > 2);
        proxy.WriteToml(UpstreamProxy.Toml($"servers = [\"{server.Url}\"]"), hasScript: false);
        Assert.Empty(await proxy.Reload());
        var last = 0;
        await Eventually.Holds(async () =>
        {
            last = server.Requests.Count;
            await Task.Delay(200);
            return server.Requests.Count == last;
        });
        Assert.Equal(1, server.Connections);
    }
}
