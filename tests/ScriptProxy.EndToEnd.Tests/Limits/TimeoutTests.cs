using System.Net;
using System.Net.WebSockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Limits;

public sealed class TimeoutTests
{
    [Fact]
    public async Task An_upstream_that_is_not_done_in_the_total_time_is_a_504()
    {
        await using var backend = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = await RunningProxy.Start($$"""
            ResponseHeader("X-Site", "ours");
            Map("/").TotalTimeout("5s").To("{{backend.Url}}");
            """);
        var answer = await RawClient.Get(proxy.Port, "/");
        Assert.EndsWith("\r\n\r\n504 Gateway Timeout\n", answer, StringComparison.Ordinal);
        Assert.Equal("ours", RawMessages.Header(answer, "X-Site"));
        var line = Assert.Single(proxy.Log.Lines);
        Assert.Contains("TotalTimeout of 5 s and was answered 504", line, StringComparison.Ordinal);
        Assert.Contains(backend.Url, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_is_not_done_in_the_total_time_is_a_504()
    {
        await using var proxy = await RunningProxy.Start("""
            TotalTimeout("300ms");
            Map("/").Handle(async http => { await Task.Delay(-1, http.RequestAborted); });
            Map("/quick").TotalTimeout("30s").Respond("ok");
            Map("/patient").TotalTimeout("60s").Handle(async http => { await Task.Delay(900); return Results.Ok(); });
            """);
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await proxy.Get("/")).StatusCode);
        Assert.Equal("ok", await proxy.GetText("/quick"));
        Assert.Equal(HttpStatusCode.OK, (await proxy.Get("/patient")).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_broken_off()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var proxy = await RunningProxy.Start($$"""Map("/").TotalTimeout("8s").To("{{backend.Url}}");""");
        await Assert.ThrowsAsync<HttpRequestException>(() => proxy.GetText("/"));
        await Eventually.Holds(
            () => proxy.Log.Lines.Any(line => line.Contains("broken off", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_WebSocket_outlives_the_total_time()
    {
        await using var proxy = await RunningProxy.Start("TotalTimeout(\"8s\");", "@site upstream = \"echo:\"");
        using var socket = await Open(proxy);
        await Task.Delay(TimeSpan.FromSeconds(10));
        await socket.SendAsync(
            "hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var received = await socket.ReceiveAsync(new byte[100], CancellationToken.None);
        Assert.Equal(5, received.Count);
    }

    [Fact]
    public async Task A_silent_upstream_is_a_504_after_the_routes_idle_time()
    {
        await using var backend = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = await RunningProxy.Start($$"""Map("/").IdleTimeout("300ms").To("{{backend.Url}}");""");
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await proxy.Get("/")).StatusCode);
    }

    [Fact]
    public async Task A_longer_idle_time_takes_the_place_of_the_upstreams()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await Task.Delay(1500, stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok("late")), stop);
        });
        await using var proxy = await RunningProxy.Start(
            """IdleTimeout("100ms"); Map("/").IdleTimeout("24h").To("app");""",
            $"[upstream.app]\nservers = [\"{backend.Url}\"]\nidle_timeout = \"200ms\"");
        Assert.Equal("late", await proxy.GetText("/"));
    }

    [Fact]
    public async Task A_silent_WebSocket_is_closed_after_the_idle_time()
    {
        await using var proxy = await RunningProxy.Start("IdleTimeout(\"6s\");", "@site upstream = \"echo:\"");
        using var socket = await Open(proxy);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[100], limit.Token));
    }

    private static async Task<ClientWebSocket> Open(RunningProxy proxy)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://localhost:{proxy.Port}/ws"), CancellationToken.None);
        return socket;
    }
}
