using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>Expect: 100-continue, and upstreams that answer before they have the whole body.</summary>
public sealed class ExpectTests
{
    private const string Expecting =
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n";
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_upstream_is_asked_and_its_go_ahead_reaches_the_client()
    {
        var asked = "";
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            asked = await ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);
            await stream.ReadExactlyAsync(new byte[100000], stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(RawBackend.Ok("got it")), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Send(proxy.Port, Expecting);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await ReadHead(client.GetStream()));
        await client.GetStream().WriteAsync(new byte[100000]);
        Assert.EndsWith("got it", await RawMessages.Read(client.GetStream()), StringComparison.Ordinal);
        Assert.Equal("100-continue", RawMessages.Header(asked, "Expect"));
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("413 Content Too Large")]
    [InlineData("417 Expectation Failed")]
    public async Task A_refusal_reaches_the_client_in_place_of_the_go_ahead(string status)
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await ReadHead(stream);
            await stream.WriteAsync(
                Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nno"), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Send(proxy.Port, Expecting);
        var answer = await RawMessages.Read(client.GetStream()).WaitAsync(Hang);
        Assert.StartsWith($"HTTP/1.1 {status[..3]} ", answer, StringComparison.Ordinal);
        Assert.EndsWith("no", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_knows_nothing_of_it_gets_the_body_all_the_same()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await ReadHead(stream);
            await stream.ReadExactlyAsync(new byte[100000], stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(RawBackend.Ok("got it")), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Send(proxy.Port, Expecting);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await ReadHead(client.GetStream()));
        await client.GetStream().WriteAsync(new byte[100000]);
        Assert.EndsWith("got it", await RawMessages.Read(client.GetStream()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 1000000\r\n\r\n", "only a part")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "5\r\nabcde\r\n")]
    public async Task An_answer_that_comes_before_the_body_is_there_reaches_a_client_that_stalls(
        string framing, string part)
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await ReadHead(stream);
            await stream.WriteAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno"u8.ToArray(), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Send(proxy.Port, $"POST / HTTP/1.1\r\nHost: localhost\r\n{framing}{part}");
        var answer = await RawMessages.Read(client.GetStream()).WaitAsync(Hang);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("no", answer, StringComparison.Ordinal);
    }

    private static async Task<TcpClient> Send(int port, string request)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return client;
    }

    private static async Task<string> ReadHead(Stream stream)
    {
        using var limit = new CancellationTokenSource(Hang);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, limit.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
