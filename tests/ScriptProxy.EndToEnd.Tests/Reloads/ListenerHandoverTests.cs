using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>A listener whose settings change on the same address.</summary>
public sealed class ListenerHandoverTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Fact]
    public async Task A_keep_alive_connection_is_answered_and_told_to_close()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"ok\");");
        using var client = await Connect(proxy);
        Assert.Null(RawMessages.Header(await Exchange(client), "Connection"));
        await ChangeLimits(proxy, 1);

        var answer = await Exchange(client);
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Equal("close", RawMessages.Header(answer, "Connection"));
        Assert.Null(await RawMessages.Read(client.GetStream()));
    }

    [Fact]
    public async Task What_a_slow_client_has_not_read_yet_is_not_lost_when_the_connection_closes()
    {
        const int Length = 3_000_000;
        await using var proxy = await RunningProxy.Start(
            $"Map(\"/\").Handle(http => Results.Text(new string('x', {Length})));");
        await ChangeLimits(proxy, 1);
        using var client = await Connect(proxy);
        await client.GetStream()
            .WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        await Task.Delay(300);

        var answer = await RawMessages.Read(client.GetStream());
        Assert.Equal(Length, answer!.Split("\r\n\r\n", 2)[1].Length);
    }

    [Fact]
    public async Task The_new_limits_hold_for_new_connections()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"ok\");");
        await ChangeLimits(proxy, 1);
        var answer = await RawClient.Get(proxy.Port, "/", "X-Long: " + new string('x', 2000));
        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_connection_fails_while_the_limits_change_again_and_again()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"ok\");");
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConnectAnew(proxy, stop.Token))).ToList();
        for (var change = 1; change <= 40; change++)
            await ChangeLimits(proxy, change);
        await stop.CancelAsync();
        var connections = (await Task.WhenAll(clients)).Sum();
        Console.WriteLine($"{connections} connections while the limits changed 40 times");
        Assert.True(connections > 0);
    }

    private static async Task<int> ConnectAnew(RunningProxy proxy, CancellationToken stop)
    {
        var count = 0;
        for (; !stop.IsCancellationRequested; count++)
            Assert.StartsWith("HTTP/1.1 200", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);
        return count;
    }

    private static async Task<TcpClient> Connect(RunningProxy proxy)
    {
        var client = new TcpClient { ReceiveBufferSize = 16 * 1024 };
        await client.ConnectAsync("127.0.0.1", proxy.Port);
        return client;
    }

    private static async Task<string> Exchange(TcpClient client)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Request));
        return await RawMessages.Read(client.GetStream()) ?? "";
    }

    private static async Task ChangeLimits(RunningProxy proxy, int change)
    {
        var toml = await File.ReadAllTextAsync(proxy.Folder.At("proxy.toml"));
        var lines = toml.Split('\n').Where(line => !line.StartsWith("limits", StringComparison.Ordinal));
        var limits = $"limits = {{ header_size = \"{1000 + change}\" }}";
        proxy.Folder.Write("proxy.toml", string.Join('\n', lines.Select(
            line => line.StartsWith("address", StringComparison.Ordinal) ? $"{line}\n{limits}" : line)));
        Assert.Empty(await proxy.Reload());
    }
}
