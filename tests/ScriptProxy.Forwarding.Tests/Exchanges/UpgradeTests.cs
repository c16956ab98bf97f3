using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

public sealed class UpgradeTests
{
    private const string Ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";
    private const string Agreed = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

    [Fact]
    public async Task Bytes_pass_both_ways_and_the_clients_end_is_passed_on()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(Agreed + "hi"), stop);
            var buffer = new byte[100];
            for (int count; (count = await client.ReadAsync(buffer, stop)) > 0;)
                await client.WriteAsync(buffer.AsMemory(0, count), stop);
            await client.WriteAsync("bye"u8.ToArray(), stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Ask));
        var head = await RawMessages.Read(stream, hasBody: false);
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        Assert.Equal("hi", await Read(stream, 2));

        await stream.WriteAsync("hello"u8.ToArray());
        Assert.Equal("hello", await Read(stream, 5));
        client.Client.Shutdown(SocketShutdown.Send);

        // Kestrel takes the client's end for its leaving unless it is told otherwise, so what comes behind it may be lost here.
        await server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        proxy.NextOutcome();
    }

    [Fact]
    public async Task The_servers_end_ends_it()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(Agreed + "bye"), stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Ask));
        await RawMessages.Read(stream, hasBody: false);

        Assert.Equal("bye", await Read(stream, 3));
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        Assert.Equal(ForwardPhase.Done, proxy.NextOutcome().Phase);
        Assert.Equal(0, proxy.Forwarder.Connections);
    }

    [Fact]
    public async Task A_server_may_decline()
    {
        await using var server = new RawBackend();
        await using var proxy = await SmallProxy.Start(server.Port);

        Assert.EndsWith("ok", await RawClient.Send(proxy.Port, Ask), StringComparison.Ordinal);
        Assert.Equal("Upgrade", server.LastHeader("Connection"));
    }

    private static async Task<string> Read(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
