using System.Net;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>HTTP/2 with prior knowledge, beside HTTP/1.1 and alone, on a listener in the clear.</summary>
public sealed class CleartextHttp2Tests
{
    private const string Script = "Map(\"/{**path}\").Handle(http => Results.Text(http.Request.Protocol));";
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_listener_speaks_both_versions_without_settings(string version)
    {
        await using var proxy = await RunningProxy.Start(Script);
        Assert.Equal(version == "2.0" ? "HTTP/2" : "HTTP/1.1", await Get(proxy.Client, "/", version));
    }

    [Fact]
    public async Task A_listener_may_speak_http_2_only()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(Script, Listener(port, "http = [\"2\"]"));
        Assert.Equal("HTTP/2", await Get(proxy.Client, $"http://localhost:{port}/", "2.0"));
        Assert.StartsWith(
            "HTTP/1.1 400 ", await Say(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", ends: false),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_may_speak_http_1_1_only()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(Script, Listener(port, "http = [\"1.1\"]"));
        Assert.Equal("HTTP/1.1", await Get(proxy.Client, $"http://localhost:{port}/", "1.1"));
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(proxy.Client, $"http://localhost:{port}/", "2.0"));
    }

    [Theory]
    [InlineData(
        "P", "OST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("PRI", "NT / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("PRI ", "/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("G", "", "")]
    [InlineData("PRI * HT", "", "")]
    public async Task What_begins_like_the_preface_and_is_none_is_http_1_1(string first, string rest, string answer)
    {
        await using var proxy = await RunningProxy.Start(Script);
        var said = await Say(proxy.Port, first, rest, ends: rest.Length == 0);
        Assert.StartsWith(answer, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preface_may_come_in_pieces()
    {
        await using var proxy = await RunningProxy.Start(Script);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        foreach (var piece in new[] { "PRI * HT", "TP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\x04\0\0\0\0\0" })
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(piece));
            await Task.Delay(50);
        }

        // A frame of SETTINGS, as HTTP/2 begins on the server's side.
        var head = new byte[9];
        await stream.ReadExactlyAsync(head).AsTask().WaitAsync(Hang);
        Assert.Equal(4, head[3]);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_left_when_its_time_is_up()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(Script, Listener(port, "limits = { keep_alive = \"200ms\" }"));
        Assert.Equal("", await Say(port, "", ends: false));
    }

    [Fact]
    public async Task A_client_that_stops_within_the_preface_is_left_when_its_time_is_up()
    {
        var port = FreePort.Next();
        await using var proxy = await RunningProxy.Start(
            Script, Listener(port, "limits = { header_timeout = \"200ms\" }"));
        Assert.Equal("", await Say(port, "PRI", ends: false));
    }

    [Fact]
    public async Task A_silent_client_does_not_keep_the_proxy_from_stopping()
    {
        var proxy = await RunningProxy.Start(Script);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", proxy.Port);
        Assert.Equal("HTTP/1.1", await proxy.GetText("/"));
        await proxy.DisposeAsync().AsTask().WaitAsync(Hang);
    }

    private static string Listener(int port, string settings) =>
        $"[listener.other]\naddress = \"127.0.0.1:{port}\"\n{settings}";

    private static async Task<string> Get(HttpClient client, string url, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task<string> Say(int port, string first, bool ends) => Say(port, first, "", ends);

    private static async Task<string> Say(int port, string first, string rest = "", bool ends = true)
    {
        using var limit = new CancellationTokenSource(Hang);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(first), limit.Token);
        await Task.Delay(50, limit.Token);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(rest), limit.Token);
        if (ends)
            client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(limit.Token);
    }
}
