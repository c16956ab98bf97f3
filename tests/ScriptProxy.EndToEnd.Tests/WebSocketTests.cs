using System.Net.WebSockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class WebSocketTests
{
    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task Messages_pass_both_ways(WebSocketMessageType type)
    {
        await using var proxy = await RunningProxy.Start(null, "@site upstream = \"echo:\"");
        using var socket = await Open(proxy);
        Assert.Equal("hello", await Echo(socket, "hello", type));
    }

    [Fact]
    public async Task The_reason_of_a_close_passes_too()
    {
        await using var proxy = await RunningProxy.Start(null, "@site upstream = \"echo:\"");
        using var socket = await Open(proxy);
        await socket.CloseAsync((WebSocketCloseStatus)4001, "enough", CancellationToken.None);
        Assert.Equal(4001, (int)socket.CloseStatus!);
        Assert.Equal("enough", socket.CloseStatusDescription);
        Assert.Empty(proxy.Log.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Use((http, next) => next(http));")]
    public async Task A_connection_lives_on_after_a_reload(string use)
    {
        await using var proxy = await RunningProxy.Start(
            $$"""{{use}} Map("/{**path}").To("app");""", "[upstream.app]\nservers = [\"echo:\"]");
        using var socket = await Open(proxy);
        Assert.Equal("before", await Echo(socket, "before"));
        proxy.Save("""Map("/{**path}").Respond("new"); Map("/app").To("app");""");
        Assert.Empty(await proxy.Reload());
        Assert.Equal("new", await proxy.GetText("/"));
        Assert.Equal("after", await Echo(socket, "after"));
    }

    private static async Task<ClientWebSocket> Open(RunningProxy proxy)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://localhost:{proxy.Port}/ws"), CancellationToken.None);
        return socket;
    }

    private static async Task<string> Echo(
        WebSocket socket, string text, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, limit.Token);
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.Equal(type, received.MessageType);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
