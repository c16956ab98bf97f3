using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class StreamingTests
{
    [Fact]
    public async Task Chunks_pass_in_both_directions()
    {
        await using var backend = new RawBackend(
            _ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Send(
            proxy.Port,
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwxyz\r\n0\r\n\r\n");
        Assert.Equal("chunked", backend.LastHeader("Transfer-Encoding"));
        Assert.Null(backend.LastHeader("Content-Length"));
        Assert.Contains("wxyz", backend.LastRequest, StringComparison.Ordinal);
        Assert.Equal("chunked", RawMessages.Header(answer, "Transfer-Encoding"));
        Assert.EndsWith("0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_a_middleware_puts_in_place_of_the_clients_is_sent()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            """
            Use(async (http, next) =>
            {
                http.Request.Body = new MemoryStream("another body"u8.ToArray());
                http.Request.ContentLength = null;
                await next(http);
            });
            Map("/{**p}").To("app");
            """,
            $"[upstream.app]\nservers = [\"{backend.Url}\"]");
        await RawClient.Send(proxy.Port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
        Assert.Equal("chunked", backend.LastHeader("Transfer-Encoding"));

        // Hexadecimal digits, which HttpClient writes in capitals.
        var size = TestRun.UsesYarp ? "C" : "c";
        Assert.Contains($"\r\n\r\n{size}\r\nanother body\r\n0\r\n\r\n", backend.LastRequest, StringComparison.Ordinal);
    }

    [OwnForwarderTheory("waits for the whole of the body before it ends the answer")]
    [InlineData("Content-Length: 100000\r\n", "", "")]
    [InlineData("Transfer-Encoding: chunked\r\n", "186a0\r\n", "\r\n0\r\n\r\n")]
    public async Task A_client_that_is_answered_early_may_send_the_rest_and_go_on(string framing, string before, string behind)
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, hasBody: false, stop);
            await stream.WriteAsync(Ascii("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly"), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        for (var i = 0; i < 3; i++)
        {
            await stream.WriteAsync(Ascii($"POST / HTTP/1.1\r\nHost: a\r\n{framing}\r\n{before}{new string('x', 40_000)}"));
            Assert.EndsWith("early", await RawMessages.Read(stream), StringComparison.Ordinal);
            await stream.WriteAsync(Ascii($"{new string('x', 60_000)}{behind}"));
        }

        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task An_event_reaches_the_client_before_the_next_one_is_made()
    {
        using var seen = new SemaphoreSlim(0);
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                Ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"),
                stop);
            for (var i = 0; i < 3; i++)
            {
                await stream.WriteAsync(Ascii($"9\r\ndata: {i}\n\n\r\n"), stop);
                await seen.WaitAsync(stop);
            }

            await stream.WriteAsync(Ascii("0\r\n\r\n"), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await using var body = await proxy.Client.GetStreamAsync(new Uri("/", UriKind.Relative));
        using var reader = new StreamReader(body);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"data: {i}", await reader.ReadLineAsync());
            Assert.Equal("", await reader.ReadLineAsync());
            seen.Release();
        }

        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_client_that_waits_to_be_told_to_go_on_is_told()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Connect(proxy);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Ascii("POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 100 Continue", await RawMessages.Read(stream), StringComparison.Ordinal);
        await stream.WriteAsync(Ascii("body"));
        Assert.StartsWith("HTTP/1.1 200 OK", await RawMessages.Read(stream), StringComparison.Ordinal);
        Assert.EndsWith("body", backend.LastRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n", "1234")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n", null)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n", null)]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1234\r\n\r\n", "1234")]
    public async Task An_answer_without_a_body_leaves_the_connection_usable(string method, string said, string? length)
    {
        await using var backend = new RawBackend(
            request => request.StartsWith("GET /next ", StringComparison.Ordinal) ? RawBackend.Ok("next") : said);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Connect(proxy);
        var stream = client.GetStream();
        await stream.WriteAsync(Ascii($"{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var head = await ReadHead(stream);
        Assert.StartsWith(said[..12], head, StringComparison.Ordinal);
        Assert.Equal(length, RawMessages.Header(head, "Content-Length"));
        Assert.Null(RawMessages.Header(head, "Transfer-Encoding"));
        await stream.WriteAsync(Ascii("GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        Assert.EndsWith("next", await RawMessages.Read(stream), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_sent_without_waiting_are_answered_in_order_over_one_upstream_connection()
    {
        await using var backend = new RawBackend(request => RawBackend.Ok(request.Split(' ')[1]));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Connect(proxy);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Ascii(string.Concat(Enumerable.Range(0, 5).Select(i => $"GET /{i} HTTP/1.1\r\nHost: localhost\r\n\r\n"))));
        for (var i = 0; i < 5; i++)
            Assert.EndsWith($"\r\n\r\n/{i}", await RawMessages.Read(stream), StringComparison.Ordinal);
        Assert.Equal(1, backend.Connections);
    }

    [Fact]
    public async Task An_http_1_0_client_gets_its_answer_and_the_end_of_the_connection()
    {
        await using var backend = new RawBackend(
            _ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Connect(proxy);
        await client.GetStream().WriteAsync(Ascii("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.DoesNotContain("Transfer-Encoding", answer, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("\r\n\r\nabc", answer, StringComparison.Ordinal);
    }

    private static async Task<string> ReadHead(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    private static async Task<TcpClient> Connect(RunningProxy proxy)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", proxy.Port);
        return client;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
