using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

public sealed class KeptConnectionTests
{
    private static readonly byte[] Ok = Encoding.Latin1.GetBytes(RawBackend.Ok("ok"));

    [Fact]
    public async Task One_that_the_server_has_closed_is_not_used()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Ok, stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);

        for (var i = 0; i < 5; i++)
            Assert.EndsWith("ok", await RawClient.Send(proxy.Port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_GET_is_sent_again_when_the_server_closes_instead_of_answering()
    {
        var requests = 0;
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Ok, stop);
            await RawMessages.Read(client, stop);
            Interlocked.Increment(ref requests);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        await RawClient.Get(proxy.Port, "/");

        Assert.EndsWith("ok", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_POST_is_not_sent_again()
    {
        await using var server = new SocketBackend(async (client, stop) =>
        {
            await RawMessages.Read(client, stop);
            await client.WriteAsync(Ok, stop);
            await RawMessages.Read(client, stop);
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        await RawClient.Get(proxy.Port, "/");
        proxy.NextOutcome();

        var answer = await RawClient.Send(proxy.Port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 502", answer, StringComparison.Ordinal);
        Assert.Equal(ForwardPhase.Answer, proxy.NextOutcome().Phase);
    }

    [Fact]
    public async Task One_on_which_the_server_has_said_something_unasked_is_not_used()
    {
        var said = new TaskCompletionSource();
        await using var server = new SocketBackend(async (client, stop) =>
        {
            while (await RawMessages.Read(client, stop) is not null)
            {
                await client.WriteAsync(Ok, stop);
                await Task.Delay(50, stop);
                await client.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake"u8.ToArray(), stop);
                said.TrySetResult();
            }
        });
        await using var proxy = await SmallProxy.Start(server.Port);
        await RawClient.Get(proxy.Port, "/");
        await said.Task;
        await Task.Delay(200);

        Assert.EndsWith("ok", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_nobody_uses_are_closed_after_a_while()
    {
        await using var server = new RawBackend();
        var pool = new PoolSettings { IdleExpiry = TimeSpan.FromMilliseconds(100) };
        await using var proxy = await SmallProxy.Start(server.Port, pool: pool);
        await RawClient.Get(proxy.Port, "/");

        await Until(() => proxy.Forwarder.Connections == 0);
    }

    [Fact]
    public async Task An_old_one_is_closed_however_busy()
    {
        await using var server = new RawBackend();
        var pool = new PoolSettings { Lifetime = TimeSpan.FromMilliseconds(100) };
        await using var proxy = await SmallProxy.Start(server.Port, pool: pool);

        await Until(() =>
        {
            RawClient.Get(proxy.Port, "/").Wait();
            return server.Connections > 2;
        });
    }

    [Fact]
    public async Task No_more_are_opened_than_allowed()
    {
        await using var server = new RawBackend();
        await using var proxy = await SmallProxy.Start(server.Port, pool: new PoolSettings { MostConnections = 2 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RawClient.Get(proxy.Port, "/")));

        Assert.All(answers, answer => Assert.EndsWith("ok", answer, StringComparison.Ordinal));
        Assert.InRange(server.Connections, 1, 2);
    }

    [Fact]
    public async Task Whoever_waits_for_one_gets_the_place_of_one_that_is_closed()
    {
        await using var server = new RawBackend(_ => "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        await using var proxy = await SmallProxy.Start(server.Port, pool: new PoolSettings { MostConnections = 1 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RawClient.Get(proxy.Port, "/")));

        Assert.All(answers, answer => Assert.EndsWith("ok", answer, StringComparison.Ordinal));
        Assert.Equal(20, server.Connections);
    }

    [Fact]
    public async Task All_are_closed_in_the_end()
    {
        await using var server = new RawBackend();
        await using var proxy = await SmallProxy.Start(server.Port);
        await RawClient.Get(proxy.Port, "/");

        proxy.Forwarder.Dispose();

        Assert.Equal(0, proxy.Forwarder.Connections);
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 600 && !isSo(); i++)
            await Task.Delay(50);
        Assert.True(isSo());
    }
}
