using System.Net.WebSockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

[Collection(nameof(Alone))]
public sealed class ManyWebSocketsTests
{
    private const int Sockets = 2000;

    // Of this process: each socket's two ends, and the two between proxy and backend.
    private const int Descriptors = (Sockets * 4) + 500;

    [FileDescriptorsTheory(Descriptors)]
    [InlineData("")]
    [InlineData("Use((http, next) => next(http)); ")]
    public async Task Two_thousand_live_through_a_reload(string use)
    {
        await using var proxy = await RunningProxy.Start(
            use + "Map(\"/{**path}\").To(\"app\");", "[upstream.app]\nservers = [\"echo:\"]");
        var sockets = new List<ClientWebSocket>();
        try
        {
            for (var i = 0; i < Sockets; i++)
                sockets.Add(await Open(proxy.Port));
            await EchoAll(sockets, "before");

            proxy.Save("Map(\"/{**path}\").Respond(\"new\"); Map(\"/app\").To(\"app\");");
            Assert.Empty(await proxy.Reload());
            Assert.Equal("new", await proxy.GetText("/"));
            await EchoAll(sockets, "after");
            Assert.All(sockets, socket => Assert.Equal(WebSocketState.Open, socket.State));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<ClientWebSocket> Open(int port)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), CancellationToken.None);
        return socket;
    }

    private static Task EchoAll(List<ClientWebSocket> sockets, string word) =>
        Task.WhenAll(sockets.Select(async (socket, i) =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var text = $"{word} {i}";
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            Assert.Equal(text, Encoding.UTF8.GetString(buffer, 0, received.Count));
        }));
}
