using System.Net;
using System.Net.WebSockets;

namespace ScriptProxy.EndToEnd.Tests.Limits;

public sealed class ConcurrencyLimitTests
{
    [Fact]
    public async Task Refuses_what_is_over_it_until_one_has_ended()
    {
        await using var proxy = await RunningProxy.Start("""
            var go = new TaskCompletionSource();
            Map("/slow").ConcurrencyLimit(1).Handle(async http => { Shared.Counter("in").Increment(); await go.Task; });
            Map("/in").Handle(http => Results.Text($"{Shared.Counter("in").Value}"));
            Map("/go").Handle(http => { go.TrySetResult(); return Results.Ok(); });
            """);
        var first = proxy.Get("/slow");
        await Eventually.Holds(async () => await proxy.GetText("/in") == "1");

        using var second = await proxy.Get("/slow");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);

        await proxy.Get("/go");
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        await Eventually.Holds(async () => (await proxy.Get("/slow")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fault_gives_its_place_back()
    {
        await using var proxy = await RunningProxy.Start("""
            ConcurrencyLimit(1, by: http => "all");
            Map("/now").Use((http, next) => throw new InvalidOperationException("now")).Respond("x");
            Map("/late").Handle(async http => { await Task.Yield(); throw new InvalidOperationException("late"); });
            """);
        foreach (var path in new[] { "/now", "/late", "/now", "/late" })
            await Eventually.Holds(
                async () => (await proxy.Get(path)).StatusCode == HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_WebSocket_counts_while_it_is_open()
    {
        await using var proxy = await RunningProxy.Start(
            "ConcurrencyLimit(1);", "@site upstream = \"echo:\"");
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://localhost:{proxy.Port}/ws"), CancellationToken.None);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await proxy.Get("/")).StatusCode);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await Eventually.Holds(async () => (await proxy.Get("/")).StatusCode == HttpStatusCode.OK);
    }
}
