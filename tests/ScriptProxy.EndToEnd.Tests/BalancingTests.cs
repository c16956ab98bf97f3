using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class BalancingTests
{
    [Fact]
    public async Task Weights_are_kept_exactly()
    {
        await using var a = Named("a");
        await using var b = Named("b");
        await using var c = Named("c");
        await using var proxy = await Start(
            $$"""servers = [{ url = "{{a.Url}}", weight = 3 }, { url = "{{b.Url}}", weight = 2 }, "{{c.Url}}"]""");
        for (var i = 0; i < 60; i++)
            await proxy.GetText("/");
        Assert.Equal([30, 20, 10], new[] { a.Requests.Count, b.Requests.Count, c.Requests.Count });
    }

    [Fact]
    public async Task A_server_that_is_stuck_gets_no_more_when_the_least_busy_is_chosen()
    {
        var connections = 0;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stuck = new SocketBackend((_, stop) =>
        {
            Interlocked.Increment(ref connections);
            arrived.TrySetResult();
            return Task.Delay(Timeout.Infinite, stop);
        });
        await using var quick = Named("quick");
        await using var proxy = await Start(
            $"""
            servers = ["{stuck.Url}", "{quick.Url}"]
            balance = "least_conn"
            """);
        using var patience = new CancellationTokenSource();
        Task? waiting = null;
        while (quick.Requests.Count < 20)
        {
            var answer = proxy.Client.GetAsync(new Uri("/", UriKind.Relative), patience.Token);
            if (waiting is null && await Task.WhenAny(answer, arrived.Task) != answer)
                waiting = answer;
            else
                await answer.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(1, Volatile.Read(ref connections));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting!);
    }

    [Theory]
    [InlineData("ip_hash", "")]
    [InlineData("hash", "hash_key = \"header:X-Key\"")]
    [InlineData("hash", "hash_key = \"cookie:key\"")]
    [InlineData("first", "")]
    public async Task The_same_key_stays_with_the_same_server(string policy, string key)
    {
        await using var a = Named("a");
        await using var b = Named("b");
        await using var c = Named("c");
        await using var proxy = await Start(
            $"""
            servers = ["{a.Url}", "{b.Url}", "{c.Url}"]
            balance = "{policy}"
            {key}
            """);
        var seen = new HashSet<string>();
        for (var i = 0; i < 12; i++)
            seen.Add(await Text(await proxy.Get("/", ("X-Key", "k7"), ("Cookie", "key=k7"))));
        Assert.Single(seen);
    }

    [Theory]
    [InlineData("header:X-Key")]
    [InlineData("cookie:key")]
    public async Task Many_keys_spread_over_all_servers(string key)
    {
        await using var a = Named("a");
        await using var b = Named("b");
        await using var proxy = await Start(
            $"""
            servers = ["{a.Url}", "{b.Url}"]
            balance = "hash"
            hash_key = "{key}"
            """);
        for (var i = 0; i < 60; i++)
            await proxy.Get("/", ("X-Key", $"k{i}"), ("Cookie", $"key=k{i}"));
        Assert.InRange(a.Requests.Count, 10, 50);
        Assert.Equal(60, a.Requests.Count + b.Requests.Count);
    }

    [Fact]
    public async Task Backup_servers_rest_while_there_are_others()
    {
        await using var main = Named("main");
        await using var backup = Named("backup");
        await using var proxy = await Start(
            $$"""servers = [{ url = "{{backup.Url}}", backup = true }, "{{main.Url}}"]""");
        for (var i = 0; i < 6; i++)
            Assert.Equal("main", await proxy.GetText("/"));
    }

    [Fact]
    public async Task A_route_balances_by_what_it_sees_of_the_servers()
    {
        await using var a = Named("a");
        await using var b = Named("b");
        await using var proxy = await Start(
            $$"""servers = [{ url = "{{a.Url}}", name = "small" }, { url = "{{b.Url}}", name = "big", weight = 4 }]""",
            """
            Map("/big").Balance((http, servers) => servers.Single(s => s.Name == "big" && s.Weight == 4 && s.ActiveRequests == 0)).To("app");
            Map("/url").Balance((http, servers) => servers.Single(s => s.Url == http.Request.Headers["X-Url"])).To("app");
            Map("/none").Balance((http, servers) => null).To("app");
            """);
        Assert.Equal("b", await proxy.GetText("/big"));
        Assert.Equal("a", await Text(await proxy.Get("/url", ("X-Url", a.Url))));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await proxy.Get("/none")).StatusCode);
    }

    [Fact]
    public async Task A_server_of_another_upstream_is_a_fault_of_the_script()
    {
        await using var a = Named("a");
        await using var b = Named("b");
        await using var proxy = await Start(
            $"""
            servers = ["{a.Url}"]
            [upstream.other]
            servers = ["{b.Url}"]
            """,
            """
            var kept = new System.Collections.Concurrent.ConcurrentQueue<IUpstreamServer>();
            Map("/keep").Balance((http, servers) => { kept.Enqueue(servers[0]); return servers[0]; }).To("app");
            Map("/give").Balance((http, servers) => kept.First()).To("other");
            """);
        Assert.Equal("a", await proxy.GetText("/keep"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await proxy.Get("/give")).StatusCode);
        Assert.Contains("'other'", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
        Assert.Empty(b.Requests);
    }

    [Fact]
    public async Task Nothing_is_counted_as_active_once_a_request_has_ended()
    {
        await using var good = Named("good");
        await using var closes = new SocketBackend((_, _) => Task.CompletedTask);
        await using var stuck = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = await Start(
            $$"""servers = [{ url = "{{good.Url}}", name = "good" }, { url = "{{closes.Url}}", name = "closes" }, { url = "{{stuck.Url}}", name = "stuck" }]""",
            """
            Map("/at/{name}").Balance((http, servers) => servers.FirstOrDefault(s => s.Name == http.Route("name"))).To("app");
            Map("/active").Balance((http, servers) => { http.Items["n"] = servers.Sum(s => s.ActiveRequests); return null; })
                .ResponseHeader("X-Active", http => $"{http.Items["n"]}").To("app");
            """);
        Assert.Equal("good", await proxy.GetText("/at/good"));
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/at/closes")).StatusCode);
        using (var patience = new CancellationTokenSource(300))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => proxy.Client.GetAsync(new Uri("/at/stuck", UriKind.Relative), patience.Token));
        }

        await Eventually.Holds(async () => await Active(proxy) == "0");
    }

    private static async Task<string> Active(RunningProxy proxy) =>
        (await proxy.Get("/active")).Headers.GetValues("X-Active").Single();

    private static RawBackend Named(string name) => new(_ => RawBackend.Ok(name));

    private static Task<RunningProxy> Start(string upstream, string? script = null) =>
        RunningProxy.Start(script, $"@site upstream = \"app\"\n[upstream.app]\n{upstream}");

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
