using System.Net.WebSockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>What is under way while a generation is replaced.</summary>
public sealed class InFlightTests
{
    private const string Upstream = "[upstream.app]\nservers = [\"echo:\"]";
    private const string Plain = "Map(\"/{**path}\").To(\"app\");";
    private const string Held = "Use((http, next) => next(http)); " + Plain;
    private const string New = "Map(\"/{**path}\").Respond(\"new\"); Map(\"/app\").To(\"app\");";

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_slow_request_finishes_on_its_generation_while_new_ones_use_the_next()
    {
        await using var proxy = await RunningProxy.Start(
            """
            Map("/slow").Handle(async http =>
            {
                Shared.Counter("begun").Increment();
                while (Shared.Counter("go").Value == 0)
                    await Task.Delay(10);
                return Results.Text("old");
            });
            Map("/begun").Handle(http => Results.Text($"{Shared.Counter("begun").Value}"));
            OnUnload(() => Shared.Counter("unloaded").Increment());
            """);
        var slow = proxy.GetText("/slow");
        await Polling.Becomes("1", () => proxy.GetText("/begun"));
        proxy.Save(
            """
            Map("/slow").Respond("new");
            Map("/unloaded").Handle(http => Results.Text($"{Shared.Counter("unloaded").Value}"));
            Map("/go").Handle(http => Results.Text($"{Shared.Counter("go").Increment()}"));
            """);
        Assert.Empty(await proxy.Reload());
        Assert.Equal("new", await proxy.GetText("/slow"));
        Assert.False(slow.IsCompleted);
        Assert.Equal("0", await proxy.GetText("/unloaded"));

        await proxy.GetText("/go");
        Assert.Equal("old", await slow.WaitAsync(Hang));
        await Polling.Becomes("1", () => proxy.GetText("/unloaded"));
    }

    [Fact]
    public async Task An_open_web_socket_without_middleware_lets_go_of_its_generation()
    {
        await using var proxy = await RunningProxy.Start(Plain, Upstream);
        using var socket = await Open(proxy);
        var old = await ReplaceScript(proxy);
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
        Assert.Equal("after", await Echo(socket, "after"));
    }

    [Fact]
    public async Task An_open_web_socket_under_a_use_holds_its_generation_until_it_closes()
    {
        await using var proxy = await RunningProxy.Start(Held, Upstream);
        using var socket = await Open(proxy);
        var old = await ReplaceScript(proxy);
        await Task.Delay(300);
        Assert.False(LoadContexts.Collected(old));
        Assert.Equal("after", await Echo(socket, "after"));

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
    }

    [Fact]
    public async Task Drain_timeout_ends_a_web_socket_that_holds_its_generation()
    {
        await using var proxy = await RunningProxy.Start(Held, "[proxy]\ndrain_timeout = \"300ms\"\n" + Upstream);
        using var socket = await Open(proxy);
        var old = await ReplaceScript(proxy);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => Receive(socket));
        await Polling.BecomesTrue(() => LoadContexts.Collected(old));
    }

    [Fact]
    public async Task Drain_timeout_leaves_a_web_socket_alone_that_holds_nothing()
    {
        await using var proxy = await RunningProxy.Start(Plain, "[proxy]\ndrain_timeout = \"100ms\"\n" + Upstream);
        using var socket = await Open(proxy);
        await ReplaceScript(proxy);
        await Task.Delay(600);
        Assert.Equal("after", await Echo(socket, "after"));
    }

    private static async Task<IReadOnlyList<WeakReference>> ReplaceScript(RunningProxy proxy)
    {
        var old = LoadContexts.Named(proxy.Folder.At("site.csx"));
        Assert.Single(old);
        proxy.Save(New);
        Assert.Empty(await proxy.Reload());
        Assert.Equal("new", await proxy.GetText("/"));
        return old;
    }

    private static async Task<ClientWebSocket> Open(RunningProxy proxy)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://localhost:{proxy.Port}/ws"), CancellationToken.None);
        Assert.Equal("before", await Echo(socket, "before"));
        return socket;
    }

    private static async Task<string> Echo(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        return await Receive(socket);
    }

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(Hang);
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
