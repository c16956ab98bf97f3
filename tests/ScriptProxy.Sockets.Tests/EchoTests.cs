using System.Buffers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ScriptProxy.Testing;

namespace ScriptProxy.Sockets.Tests;

public sealed class EchoTests
{
    [Fact]
    public async Task Every_byte_comes_back_however_it_is_cut_on_many_connections_at_once()
    {
        await using var server = new LoopServer();

        await Task.WhenAll(Enumerable.Range(0, 48).Select(seed => RoundTrip(server, seed, 300_000)));
    }

    [Fact]
    public async Task Every_byte_comes_back_over_a_unix_socket()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopServer(new UnixDomainSocketEndPoint(folder.At("echo.sock")));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => RoundTrip(server, seed, 300_000)));
    }

    [Fact]
    public async Task Connections_that_come_and_go_never_get_the_bytes_of_another()
    {
        await using var server = new LoopServer();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 3000),
            new ParallelOptions { MaxDegreeOfParallelism = 24 },
            async (seed, _) => await RoundTrip(server, seed, 200 + (seed % 7 * 900), mayBreak: true));
    }

    private static async Task RoundTrip(LoopServer server, int seed, int count, bool mayBreak = false)
    {
        var sent = Bytes.Of(count, seed);
        await using var client = await LoopStream.Connect(server.Loops, server.EndPoint, CancellationToken.None);
        var serving = Serve(await server.Accept(), seed, mayBreak);
        var receiving = ReceiveAll(client, count);
        await Send(client, sent, seed);
        var received = await receiving;
        Assert.True(mayBreak || received.Length == count, $"seed {seed}: {received.Length} of {count}");
        Assert.True(sent.AsSpan().StartsWith(received), $"seed {seed}");
        client.ShutdownSend();
        await serving.WaitAsync(LoopServer.Patience);
    }

    private static async Task<byte[]> ReceiveAll(LoopStream client, int count)
    {
        var bytes = new byte[count];
        var received = 0;
        try
        {
            while (received < count && await client.ReadAsync(bytes.AsMemory(received)) is var piece and > 0)
                received += piece;
        }
        catch (IOException)
        {
            // The other end has broken it off.
        }

        return bytes[..received];
    }

#pragma warning disable CA5394 // Deterministic on purpose.
    private static async Task Send(LoopStream client, byte[] bytes, int seed)
    {
        var chance = new Random(seed);
        try
        {
            for (var at = 0; at < bytes.Length;)
            {
                var piece = Math.Min(chance.Next(1, 20_000), bytes.Length - at);
                await client.WriteAsync(bytes.AsMemory(at, piece));
                at += piece;
            }
        }
        catch (IOException)
        {
            // The other end has broken it off.
        }
    }

    // Which connection it is does not matter: each echoes its own.
    private static async Task Serve(ConnectionContext connection, int seed, bool mayBreak)
    {
        var chance = new Random(seed);
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        while (true)
        {
            var read = await input.ReadAsync();
            var count = read.IsCompleted ? read.Buffer.Length : chance.NextInt64(0, read.Buffer.Length + 1);
            var taken = read.Buffer.Slice(0, count);
            foreach (var piece in taken)
                output.Write(piece.Span);
            input.AdvanceTo(taken.End);
            if (!taken.IsEmpty)
                await output.FlushAsync();
            if (read.IsCompleted)
                break;
            if (mayBreak && chance.Next(4) == 0)
            {
                connection.Abort(new ConnectionAbortedException("by chance"));
                break;
            }
        }

        await connection.DisposeAsync();
    }
#pragma warning restore CA5394
}
