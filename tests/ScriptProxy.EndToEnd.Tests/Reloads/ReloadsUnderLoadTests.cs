using System.Collections.Concurrent;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

[Collection(nameof(Alone))]
public sealed class ReloadsUnderLoadTests
{
    private const int Versions = 8;

    [Fact]
    public async Task Sixty_four_connections_see_every_version_and_no_failure()
    {
        await using var proxy = await RunningProxy.Start(Version(0), watch: true);
        using var stop = new CancellationTokenSource();
        var seen = Enumerable.Range(0, 64).Select(_ => new ConcurrentDictionary<string, int>()).ToList();
        var clients = seen.Select(answers => Task.Run(() => Ask(proxy.Port, answers, stop.Token))).ToList();
        await EachHas("v0");
        for (var version = 1; version <= Versions; version++)
        {
            proxy.Save(Version(version));
            await EachHas($"v{version}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.All(seen, answers => Assert.Equal(Versions + 1, answers.Keys.Count));
        Console.WriteLine($"{seen.Sum(answers => answers.Values.Sum())} requests over {Versions} reloads");

        Task EachHas(string text) => Polling.BecomesTrue(
            () => clients.Exists(client => client.IsFaulted) || seen.TrueForAll(answers => answers.ContainsKey(text)));
    }

    private static string Version(int number) => $"Map(\"/\").Respond(\"v{number}\");";

    // One connection for all: a reset or a close fails the test.
    private static async Task Ask(int port, ConcurrentDictionary<string, int> seen, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, CancellationToken.None);
        var stream = client.GetStream();
        while (!stop.IsCancellationRequested)
        {
            await stream.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), CancellationToken.None);
            var answer = await RawMessages.Read(stream, CancellationToken.None);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            seen.AddOrUpdate(answer!.Split("\r\n\r\n", 2)[1], 1, static (_, count) => count + 1);
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
