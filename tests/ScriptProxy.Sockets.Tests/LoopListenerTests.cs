using System.Net.Sockets;

namespace ScriptProxy.Sockets.Tests;

public sealed class LoopListenerTests
{
    [Fact]
    public async Task Accepts_nothing_before_it_starts_and_then_what_has_waited()
    {
        await using var server = new LoopServer(starts: false);
        using var client = await server.ConnectOnly();

        server.Start();

        await (await server.Accept()).DisposeAsync();
    }

    [Fact]
    public async Task Accepts_all_of_many_that_come_at_once()
    {
        await using var server = new LoopServer();
        var clients = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => server.ConnectOnly()));

        foreach (var client in clients)
        {
            await (await server.Accept()).DisposeAsync();
            client.Dispose();
        }
    }
}
