using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>The bytes of an upgraded connection, and the end of each direction.</summary>
public sealed class UpgradedConnectionTests
{
    private const string Upgrade =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private const string Agreed =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    // Frames with an empty payload: a masked ping and its pong.
    private static readonly byte[] Ping = [0x89, 0x80, 1, 2, 3, 4];
    private static readonly byte[] Pong = [0x8A, 0x00];

    [Fact]
    public async Task Ping_and_pong_are_for_the_other_side_to_answer()
    {
        await using var backend = Backend(async (stream, stop) =>
        {
            var ping = new byte[Ping.Length];
            await stream.ReadExactlyAsync(ping, stop);
            Assert.Equal(Ping, ping);
            await stream.WriteAsync(Pong, stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Open(proxy.Port);
        await client.GetStream().WriteAsync(Ping);
        Assert.Equal(Pong, await ReadToEnd(client.GetStream()));
    }

    [Fact]
    public async Task A_client_that_sends_no_more_still_gets_what_the_server_says()
    {
        await using var backend = Backend(async (stream, stop) =>
        {
            var received = new MemoryStream();
            await stream.CopyToAsync(received, stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{received.Length} bytes, and then the end"), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Open(proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(new byte[100_000]);
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("100000 bytes, and then the end", Encoding.ASCII.GetString(await ReadToEnd(stream)));
    }

    [Fact]
    public async Task All_that_the_server_said_arrives_before_the_end_that_it_makes()
    {
        await using var backend = Backend(async (stream, stop) => await stream.WriteAsync(new byte[3_000_000], stop));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Open(proxy.Port);
        Assert.Equal(3_000_000, (await ReadToEnd(client.GetStream())).Length);
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_the_server_s_connection()
    {
        await using var backend = Backend((stream, stop) => stream.CopyToAsync(Stream.Null, stop));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var client = await Open(proxy.Port);
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
        await backend.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_breaks_off_because_its_client_left_is_not_blamed()
    {
        await using var backend = Backend(async (stream, stop) =>
        {
            await stream.CopyToAsync(Stream.Null, stop);
            Reset(stream);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Open(proxy.Port);
        var stream = client.GetStream();
        client.Client.Shutdown(SocketShutdown.Send);
        await Gone(stream);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_server_that_breaks_off_by_itself_is()
    {
        await using var backend = Backend(async (stream, stop) =>
        {
            await stream.ReadExactlyAsync(new byte[Ping.Length], stop);
            Reset(stream);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var client = await Open(proxy.Port);
        await client.GetStream().WriteAsync(Ping);
        await Gone(client.GetStream());
        await Eventually.Holds(() => proxy.Log.Lines.Count > 0);
        Assert.Contains("broke off an upgraded connection", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    private static SocketBackend Backend(Func<Stream, CancellationToken, Task> converse) => new(async (stream, stop) =>
    {
        await RawMessages.Read(stream, stop);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Agreed), stop);
        await converse(stream, stop);
    });

    private static async Task<TcpClient> Open(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Upgrade));
        Assert.StartsWith("HTTP/1.1 101 ", await RawMessages.Read(client.GetStream()), StringComparison.Ordinal);
        return client;
    }

    private static void Reset(Stream stream)
    {
        var socket = ((NetworkStream)stream).Socket;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private static async Task Gone(NetworkStream stream)
    {
        try
        {
            await ReadToEnd(stream);
        }
        catch (IOException)
        {
            // By a reset, which is an end as well.
        }
    }

    private static async Task<byte[]> ReadToEnd(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var all = new MemoryStream();
        await stream.CopyToAsync(all, limit.Token);
        return all.ToArray();
    }
}
