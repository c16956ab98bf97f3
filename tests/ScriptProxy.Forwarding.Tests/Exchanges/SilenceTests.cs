using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

public sealed class SilenceTests
{
    private static readonly ForwardTerms Short = SmallProxy.Terms with { Idle = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData("", ForwardPhase.Answer)]
    [InlineData("HTTP/1.1 2", ForwardPhase.Answer)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", ForwardPhase.Body)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", ForwardPhase.Body)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", ForwardPhase.Body)]
    public async Task A_server_that_falls_silent_has_timed_out(string said, ForwardPhase phase)
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes(said), stop);
            _ = await client.ReadAsync(new byte[1], stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port, terms: Short);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());

        var outcome = proxy.NextOutcome();

        Assert.True(outcome.TimedOut);
        Assert.Equal(phase, outcome.Phase);
        await server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_says_a_little_now_and_then_has_not()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            foreach (var letter in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            {
                await client.WriteAsync(new[] { (byte)letter }, stop);
                await Task.Delay(30, stop);
            }
        });
        var terms = SmallProxy.Terms with { Idle = TimeSpan.FromSeconds(10) };
        await using var proxy = await SmallProxy.Start(server.Port, terms: terms);

        Assert.EndsWith("ok", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_is_not_the_servers_fault()
    {
        const int Size = 30_000_000;
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\n\r\n"), stop);
            await client.WriteAsync(new byte[Size], stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port, terms: Short);
        using var client = new TcpClient("127.0.0.1", proxy.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
        await Task.Delay(1000);

        var total = 0;
        for (int count; (count = await stream.ReadAsync(new byte[65536])) > 0;)
            total += count;

        Assert.InRange(total, Size, Size + 1000);
        Assert.Equal(ForwardPhase.Done, proxy.NextOutcome().Phase);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_exchange()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            _ = await client.ReadAsync(new byte[1], stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        using (var client = new TcpClient("127.0.0.1", proxy.Port))
        {
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
            await Task.Delay(100);
        }

        await server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(ForwardPhase.Client, proxy.NextOutcome().Phase);
    }
}
