using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class ListenerLimitTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {long}\r\n\r\n", "431")]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n", "414")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1025\r\n\r\n", "413")]
    public async Task What_is_larger_than_the_listener_allows_never_reaches_the_upstream(string request, string status)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"{backend.Url}\"\n{Small(out var port)}");
        var answer = await RawClient.Send(
            port, request.Replace("{long}", new string('x', 5000), StringComparison.Ordinal));
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_chunked_body_that_grows_too_large_is_413()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"{backend.Url}\"\n{Small(out var port)}");
        var chunk = $"800\r\n{new string('x', 0x800)}\r\n";
        var answer = await RawClient.Send(
            port, $"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_connection_more_than_allowed_is_closed()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"{backend.Url}\"\n{Small(out var port, "connections = 1")}");
        using var first = new TcpClient();
        await first.ConnectAsync("127.0.0.1", port);
        await first.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        Assert.EndsWith("ok", await RawMessages.Read(first.GetStream()), StringComparison.Ordinal);
        using var second = new TcpClient();
        await second.ConnectAsync("127.0.0.1", port);
        Assert.Null(await RawMessages.Read(second.GetStream()));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\nabc")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-A : 1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nX-A: 1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("G(T / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n")]
    public async Task A_malformed_request_is_refused_and_never_reaches_the_upstream(string request)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Send(proxy.Port, request);
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        AssertSaysNothingOfUs(answer);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_malformed_chunk_is_refused_and_the_upstream_never_has_a_whole_request()
    {
        var received = new StringBuilder();
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, stop) is > 0 and var read)
                received.Append(Encoding.Latin1.GetString(buffer, 0, read));
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Send(
            proxy.Port,
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        AssertSaysNothingOfUs(answer);
        Assert.DoesNotContain("\r\n0\r\n\r\n", received.ToString(), StringComparison.Ordinal);
    }

    private static void AssertSaysNothingOfUs(string answer)
    {
        foreach (var word in new[] { "Server:", "Kestrel", "ScriptProxy", "   at ", "Exception" })
            Assert.DoesNotContain(word, answer, StringComparison.OrdinalIgnoreCase);
    }

    private static string Small(out int port, string limits = "header_size = \"4k\", body_size = \"1k\"")
    {
        port = FreePort.Next();
        return $"[listener.small]\naddress = \"127.0.0.1:{port}\"\nlimits = {{ {limits} }}";
    }
}
