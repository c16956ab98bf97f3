using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>
/// Every kind of frame, with an HTTP/1.1 client and with one that opens its WebSocket over HTTP/2 (RFC 8441).
/// </summary>
public sealed class WebSocketTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1.1", WebSocketMessageType.Text)]
    [InlineData("1.1", WebSocketMessageType.Binary)]
    [InlineData("2.0", WebSocketMessageType.Text)]
    [InlineData("2.0", WebSocketMessageType.Binary)]
    public async Task A_message_of_a_megabyte_passes_both_ways(string version, WebSocketMessageType type)
    {
        await using var proxy = await RunningProxy.Start(null, "@site upstream = \"echo:\"");
        using var client = await WebSocketClient.Open(proxy.Port, version);
        var text = new string('x', 1024 * 1024);
        var receiving = WebSocketClient.Receive(client);
        await client.SendAsync(Encoding.UTF8.GetBytes(text), type, true, CancellationToken.None);
        Assert.Equal(text, await receiving.WaitAsync(Hang));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_fragmented_message_keeps_its_fragments(string version)
    {
        await using var proxy = await RunningProxy.Start(null, "@site upstream = \"echo:\"");
        using var client = await WebSocketClient.Open(proxy.Port, version);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(new byte[] { (byte)i }, WebSocketMessageType.Binary, i == 2, CancellationToken.None);
            var buffer = new byte[10];
            var received = await client.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Hang);
            Assert.Equal((1, i == 2, i), (received.Count, received.EndOfMessage, buffer[0]));
        }
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_client_closes_with_a_code_and_a_reason(string version)
    {
        var seen = new TaskCompletionSource<(int?, string?)>();
        await using var backend = await WebSocketBackend.Start(async socket =>
        {
            await socket.ReceiveAsync(new byte[10], CancellationToken.None);
            seen.SetResult(((int?)socket.CloseStatus, socket.CloseStatusDescription));
            await socket.CloseOutputAsync((WebSocketCloseStatus)4002, "you too", CancellationToken.None);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await WebSocketClient.Open(proxy.Port, version);
        await client.CloseAsync((WebSocketCloseStatus)4001, "enough", CancellationToken.None).WaitAsync(Hang);
        Assert.Equal((4001, "enough"), await seen.Task.WaitAsync(Hang));
        Assert.Equal((4002, "you too"), ((int)client.CloseStatus!, client.CloseStatusDescription));
        Assert.Empty(proxy.Log.Lines);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_server_closes_with_a_code_and_a_reason(string version)
    {
        var seen = new TaskCompletionSource<(int?, string?)>();
        await using var backend = await WebSocketBackend.Start(async socket =>
        {
            await socket.CloseAsync((WebSocketCloseStatus)4003, "going", CancellationToken.None);
            seen.SetResult(((int?)socket.CloseStatus, socket.CloseStatusDescription));
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await WebSocketClient.Open(proxy.Port, version);
        var received = await client.ReceiveAsync(new byte[10], CancellationToken.None).WaitAsync(Hang);
        Assert.Equal((4003, "going"), ((int)received.CloseStatus!, received.CloseStatusDescription));
        await client.CloseOutputAsync((WebSocketCloseStatus)4004, "fine", CancellationToken.None);
        Assert.Equal((4004, "fine"), await seen.Task.WaitAsync(Hang));
        Assert.Empty(proxy.Log.Lines);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_offered_subprotocols_reach_the_server_and_its_choice_the_client(string version)
    {
        await using var backend = await AppBackend.Start(app =>
        {
            app.UseWebSockets();
            app.Run(async http =>
            {
                Assert.Equal(["chat.v1", "chat.v2"], http.WebSockets.WebSocketRequestedProtocols);
                using var socket = await http.WebSockets.AcceptWebSocketAsync("chat.v2");
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            });
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await WebSocketClient.Open(proxy.Port, version, "chat.v1", "chat.v2");
        Assert.Equal("chat.v2", client.SubProtocol);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_server_that_refuses_says_so_with_its_status(string version)
    {
        await using var backend = new RawBackend(_ => "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => WebSocketClient.Connect(client, proxy.Port, version));
        Assert.Equal(403, (int)client.HttpStatusCode);
    }

    [Fact]
    public async Task An_http_2_client_s_request_reaches_the_server_as_an_upgrade_with_a_key()
    {
        await using var backend = new RawBackend(_ => "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => WebSocketClient.Connect(client, proxy.Port, "2.0"));
        Assert.Equal("GET /ws HTTP/1.1", backend.LastLine);
        Assert.Equal("Upgrade", backend.LastHeader("Connection"));
        Assert.Equal("websocket", backend.LastHeader("Upgrade"));
        Assert.Equal("13", backend.LastHeader("Sec-WebSocket-Version"));
        Assert.Equal(16, Convert.FromBase64String(backend.LastHeader("Sec-WebSocket-Key")!).Length);
    }

    [Fact]
    public async Task An_http_2_upstream_is_asked_by_extended_connect()
    {
        await using var backend = await AppBackend.Start(
            app =>
            {
                app.UseWebSockets();
                app.Run(async http =>
                {
                    using var socket = await http.WebSockets.AcceptWebSocketAsync();
                    await socket.SendAsync(
                        Encoding.UTF8.GetBytes($"{http.Request.Protocol} {http.Request.Method}"),
                        WebSocketMessageType.Text, true, CancellationToken.None);
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                });
            },
            Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2);
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"app\"\n[upstream.app]\nservers = [\"{backend.Url}\"]\nhttp = \"2\"");
        using var client = await WebSocketClient.Open(proxy.Port, "1.1");
        Assert.Equal("HTTP/2 CONNECT", await WebSocketClient.Receive(client).WaitAsync(Hang));
    }

    [Fact]
    public async Task An_http_2_upstream_sees_that_the_client_went_away()
    {
        var gone = new TaskCompletionSource();
        await using var backend = await AppBackend.Start(
            app =>
            {
                app.UseWebSockets();
                app.Run(async http =>
                {
                    using var socket = await http.WebSockets.AcceptWebSocketAsync();
                    await Record.ExceptionAsync(
                        async () => { await socket.ReceiveAsync(new byte[100], CancellationToken.None); });
                    gone.SetResult();
                });
            },
            Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2);
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"app\"\n[upstream.app]\nservers = [\"{backend.Url}\"]\nhttp = \"2\"");
        using var client = await WebSocketClient.Open(proxy.Port, "1.1");
        client.Dispose();
        await gone.Task.WaitAsync(Hang);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_silence_longer_than_the_idle_timeout_does_not_end_it(string version)
    {
        await using var proxy = await RunningProxy.Start(
            null, "@site upstream = \"app\"\n[upstream.app]\nservers = [\"echo:\"]\nidle_timeout = \"5s\"");
        using var client = await WebSocketClient.Open(proxy.Port, version);
        await Task.Delay(TimeSpan.FromSeconds(7));
        await client.SendAsync("still here"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        Assert.Equal("still here", await WebSocketClient.Receive(client).WaitAsync(Hang));
    }
}
