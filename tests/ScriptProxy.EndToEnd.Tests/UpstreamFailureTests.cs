using System.Net;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class UpstreamFailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_server_that_refuses_is_a_502_and_one_line_that_names_it()
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{url}\"");
        var answer = await RawClient.Get(proxy.Port, "/");
        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n502 Bad Gateway\n", answer, StringComparison.Ordinal);
        var line = Assert.Single(proxy.Log.Lines);
        Assert.Contains(url, line, StringComparison.Ordinal);
        Assert.Contains("refused", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task A_server_that_does_not_answer_in_http_is_a_502(string said)
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(said), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Get(proxy.Port, "/");
        Assert.EndsWith("\r\n\r\n502 Bad Gateway\n", answer, StringComparison.Ordinal);
        Assert.Contains(backend.Url, Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\n12345")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n")]
    public async Task An_answer_that_breaks_off_never_looks_whole(string rest)
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{rest}"), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await Assert.ThrowsAsync<HttpRequestException>(() => proxy.GetText("/"));
        await Eventually.Holds(() => proxy.Log.Lines.Count == 1);
        Assert.Contains("in the middle of its answer", proxy.Log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stays_silent_is_a_504()
    {
        await using var backend = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = await Start(backend.Url, "idle_timeout = \"300ms\"");
        var answer = await RawClient.Get(proxy.Port, "/");
        Assert.EndsWith("\r\n\r\n504 Gateway Timeout\n", answer, StringComparison.Ordinal);
        Assert.Contains("idle_timeout", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_connected_to_in_time_is_a_504()
    {
        // A listener whose queue is full answers no handshake.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = Connecting(full.LocalEndPoint!);
        using var second = Connecting(full.LocalEndPoint!);
        await using var proxy = await Start($"http://{full.LocalEndPoint}", "connect_timeout = \"500ms\"");
        Assert.Equal(HttpStatusCode.GatewayTimeout, (await proxy.Get("/")).StatusCode);
        Assert.Contains("connect_timeout", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_with_more_headers_than_allowed_is_a_502()
    {
        await using var backend = new RawBackend(_ => RawBackend.Ok("ok", $"X-Long: {new string('x', 9000)}\r\n"));
        await using var proxy = await Start(backend.Url, "max_response_headers = \"8k\"");
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        Assert.Single(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_uploads_ends_the_exchange_and_is_no_error()
    {
        var arrived = new TaskCompletionSource();
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, stop) > 0)
                arrived.TrySetResult();
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", proxy.Port);
            await client.GetStream()
                .WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nabc"u8.ToArray());
            await arrived.Task.WaitAsync(Patience);
        }

        await backend.Ended.WaitAsync(Patience);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_downloads_ends_the_exchange_and_is_no_error()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"u8.ToArray(), stop);
            for (var i = 0; i < 1_000_000; i++)
                await stream.WriteAsync(new byte[1000], stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", proxy.Port);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            await client.GetStream().ReadExactlyAsync(new byte[10_000]);
            client.Client.LingerState = new LingerOption(true, 0);
        }

        await backend.Ended.WaitAsync(Patience);
        Assert.Empty(proxy.Log.Lines);
    }

    private static Socket Connecting(EndPoint to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            socket.Connect(to);
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It is on its way, which is all that fills the queue.
        }

        return socket;
    }

    private static Task<RunningProxy> Start(string url, string setting) =>
        RunningProxy.Start(null, $"@site upstream = \"app\"\n[upstream.app]\nservers = [\"{url}\"]\n{setting}");
}
