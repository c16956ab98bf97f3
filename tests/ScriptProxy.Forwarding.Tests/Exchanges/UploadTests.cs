using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

public sealed class UploadTests
{
    private const string Head = "POST / HTTP/1.1\r\nHost: a\r\n";

    [Fact]
    public async Task Trailers_follow_the_last_chunk()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            var request = await RawMessages.Read(client, hasBody: false, stop) + await ReadUntil(client, "\r\n\r\n", stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(RawBackend.Ok(request.Split("\r\n\r\n", 2)[1])), stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port, new CopyingRules { LastChunk = "0\r\nX-Sum: 7\r\n\r\n" });

        var answer = await RawClient.Send(proxy.Port, Head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        Assert.EndsWith("5\r\nhello\r\n0\r\nX-Sum: 7\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 1000000\r\n\r\nbegin")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\n")]
    public async Task A_server_that_refuses_early_is_heard_at_once(string rest)
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, hasBody: false, stop);
            await client.WriteAsync("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno"u8.ToArray(), stop);
            await ReadUntil(client, "never", stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);

        var answer = await RawClient.Send(proxy.Port, Head + rest);

        Assert.StartsWith("HTTP/1.1 413 No\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(ForwardPhase.Done, proxy.NextOutcome().Phase);
        Assert.Equal(0, proxy.Forwarder.Connections);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_during_the_upload_leaves_no_connection()
    {
        await using var server = new SocketBackend(BreakOff);
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head + "Content-Length: 1000000\r\n\r\nbegin"));

        Assert.Equal(ForwardPhase.Body, proxy.NextOutcome().Phase);
        Assert.Equal(0, proxy.Forwarder.Connections);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_during_the_upload_of_a_stream_leaves_no_connection()
    {
        await using var server = new SocketBackend(BreakOff);
        await using var proxy = await SmallProxy.Start(server.Port, protocols: HttpProtocols.Http2);
        using var client = new HttpClient();
        using var content = new EndlessContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, proxy.Url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await answer.Content.ReadAsStringAsync();
        });

        Assert.Equal(ForwardPhase.Body, proxy.NextOutcome().Phase);
        Assert.Equal(0, proxy.Forwarder.Connections);
    }

    [Fact]
    public async Task A_server_that_refuses_and_does_not_read_is_heard()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, hasBody: false, stop);
            await Task.Delay(300, stop);
            await client.WriteAsync("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno"u8.ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        _ = Flood(stream, Head + "Content-Length: 20000000\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 No\r\n", await RawMessages.Read(stream), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_may_begin_before_the_request_has_ended()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, hasBody: false, stop);
            await client.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nyes\r\n"u8.ToArray(), stop);
            var rest = await ReadUntil(client, "0\r\n\r\n", stop);
            Assert.Contains("more", rest, StringComparison.Ordinal);
            await client.WriteAsync("0\r\n\r\n"u8.ToArray(), stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();

        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head + "Transfer-Encoding: chunked\r\n\r\n"));
        var begin = await ReadUntil(stream, "yes\r\n");
        await stream.WriteAsync("4\r\nmore\r\n0\r\n\r\n"u8.ToArray());
        var end = await ReadUntil(stream, "0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK", begin, StringComparison.Ordinal);
        Assert.Equal("0\r\n\r\n", end);
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("")]
    public async Task A_server_that_is_asked_first_gets_the_body_when_it_says_so_or_nothing(string said)
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, hasBody: false, stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(said), stop);
            var body = await ReadUntil(client, "hello", stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(RawBackend.Ok(body)), stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 100", await RawMessages.Read(stream), StringComparison.Ordinal);

        await stream.WriteAsync("hello"u8.ToArray());

        Assert.EndsWith("hello", await RawMessages.Read(stream), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_asked_first_may_refuse()
    {
        await using var server = new RawBackend(_ => "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        await using var server2 = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, hasBody: false, stop);
            await client.WriteAsync("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await using var proxy = await SmallProxy.Start(server2.Port);

        var answer = await RawClient.Send(proxy.Port, Head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 417", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_breaks_off_is_a_failure_of_the_client()
    {
        await using var server = new SocketBackend(async (client, stop) => await ReadUntil(client, "never", stop));
        await using var proxy = await SmallProxy.Start(server.Port);
        using (var client = new TcpClient("127.0.0.1", proxy.Port))
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Head + "Content-Length: 1000000\r\n\r\nbegin"));
            client.Client.LingerState = new LingerOption(true, 0);
            await Task.Delay(300);
        }

        Assert.Equal(ForwardPhase.Client, proxy.NextOutcome().Phase);
        await server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task Flood(NetworkStream stream, string head)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
            for (var i = 0; i < 305; i++)
                await stream.WriteAsync(new byte[64 * 1024]);
        }
        catch (IOException)
        {
            // Nobody wants it.
        }
    }

    private static async Task<string> ReadUntil(Stream stream, string end, CancellationToken stop = default)
    {
        var text = new StringBuilder();
        var buffer = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal) && await stream.ReadAsync(buffer, stop) > 0)
            text.Append((char)buffer[0]);
        return text.ToString();
    }

    private static async Task BreakOff(Stream client, CancellationToken stop)
    {
        await RawMessages.Read(client, hasBody: false, stop);
        await client.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray(), stop);
    }

    private sealed class EndlessContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync("begin"u8.ToArray(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 1_000_000;
            return true;
        }
    }
}
