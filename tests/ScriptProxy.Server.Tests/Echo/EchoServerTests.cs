using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Server.Echo;

namespace ScriptProxy.Server.Tests.Echo;

public sealed class EchoServerTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private EchoServer _echo = null!;

    public async Task InitializeAsync()
    {
        _echo = await EchoServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), "app-1", NullLoggerFactory.Instance, CancellationToken.None);
        _client.BaseAddress = new Uri($"http://{_echo.EndPoint}");
    }

    public async Task DisposeAsync() => await _echo.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Answers_with_the_request_line_byte_for_byte()
    {
        var answer = await SendRawAsync("DELETE /a%2Fb/../c//d?q=%zz|{} HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal("app-1", answer.GetProperty("name").GetString());
        Assert.Equal("DELETE", answer.GetProperty("method").GetString());
        Assert.Equal("/a%2Fb/../c//d?q=%zz|{}", answer.GetProperty("target").GetString());
        Assert.Equal("?q=%zz|{}", answer.GetProperty("query").GetString());
        Assert.Equal("HTTP/1.1", answer.GetProperty("protocol").GetString());
    }

    [Fact]
    public async Task Answers_with_the_headers_and_an_array_for_a_repeated_one()
    {
        var answer = await SendRawAsync("GET / HTTP/1.1\r\nHost: x\r\nX-One: 1\r\nX-Two: a\r\nX-Two: b\r\n\r\n");

        var headers = answer.GetProperty("headers");
        Assert.Equal("1", headers.GetProperty("X-One").GetString());
        Assert.Equal(["a", "b"], headers.GetProperty("X-Two").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Answers_with_a_short_body_as_text()
    {
        var answer = await PostAsync(Encoding.UTF8.GetBytes("größe"));

        Assert.Equal("größe", answer.GetProperty("body").GetString());
        Assert.Equal(7, answer.GetProperty("body_bytes").GetInt64());
    }

    [Theory]
    [InlineData(3, 0xff)]
    [InlineData(64 * 1024 + 1, 0x61)]
    public async Task Answers_with_the_digest_of_a_body_that_is_long_or_no_text(int length, int value)
    {
        var body = Enumerable.Repeat((byte)value, length).ToArray();

        var answer = await PostAsync(body);

        Assert.False(answer.TryGetProperty("body", out _));
        Assert.Equal(length, answer.GetProperty("body_bytes").GetInt64());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(body)),
            answer.GetProperty("body_sha256").GetString());
    }

    [Fact]
    public async Task Answers_with_the_trailers()
    {
        var answer = await SendRawAsync(
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "2\r\nhi\r\n0\r\nX-Sum: 42\r\n\r\n");

        Assert.Equal("hi", answer.GetProperty("body").GetString());
        Assert.Equal("42", answer.GetProperty("trailers").GetProperty("X-Sum").GetString());
    }

    [Fact]
    public async Task Names_itself_and_no_product_in_the_headers()
    {
        using var response = await _client.GetAsync("/");

        Assert.Equal("app-1", response.Headers.GetValues("X-Echo-Server").Single());
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task Is_healthy()
    {
        Assert.Equal("ok", await _client.GetStringAsync("/healthz"));
    }

    [Theory]
    [InlineData("/status/204", 204)]
    [InlineData("/status/503", 503)]
    [InlineData("/status/999", 200)]
    [InlineData("/status/x", 200)]
    public async Task Answers_with_the_status_that_the_path_asks_for(string path, int status)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Sends_as_many_bytes_as_the_path_asks_for()
    {
        var body = await _client.GetByteArrayAsync("/bytes/200001");

        Assert.Equal(200_001, body.Length);
        Assert.Equal("0123456789", Encoding.ASCII.GetString(body, 64_000, 10));
    }

    [Fact]
    public async Task Sends_as_many_events_as_the_query_asks_for()
    {
        using var response = await _client.GetAsync("/sse?count=2&every_ms=1");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("id: 1\ndata: event 1\n\nid: 2\ndata: event 2\n\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Sends_an_event_before_the_stream_ends()
    {
        using var stream = new StreamReader(await _client.GetStreamAsync("/sse?count=0&every_ms=60000"));

        Assert.Equal("id: 1", await stream.ReadLineAsync());
    }

    [Fact]
    public async Task Sends_websocket_messages_back()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_echo.EndPoint}/ws"), CancellationToken.None);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);

        Assert.Equal(WebSocketMessageType.Text, received.MessageType);
        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.Equal("bye", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task Refuses_an_end_point_that_is_taken() =>
        await Assert.ThrowsAnyAsync<IOException>(() => EchoServer.StartAsync(
            _echo.EndPoint, "second", NullLoggerFactory.Instance, CancellationToken.None));

    private async Task<JsonElement> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await _client.PostAsync("/", content);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    // HttpClient would normalise the target and merge the headers.
    private async Task<JsonElement> SendRawAsync(string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_echo.EndPoint);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("Host: x", "Host: x\r\nConnection: close")));
        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync();
        var start = response.IndexOf('{', StringComparison.Ordinal);
        return JsonElement.Parse(response[start..(response.LastIndexOf('}') + 1)]);
    }
}
