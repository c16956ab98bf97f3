using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace ScriptProxy.Sockets.Tests.Connections;

public sealed class LoopWriterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sends_pieces_of_any_size_in_their_order(int seed)
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        await using var stream = new NetworkStream(client, ownsSocket: true);
        var sent = Bytes.Of(3_000_000, seed);

        var receiving = Bytes.ReadAll(stream, sent.Length + 1);
        await Write(connection.Transport.Output, sent, seed);
        await connection.Transport.Output.CompleteAsync();

        Bytes.AreEqual(sent, await receiving);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Waits_for_a_client_that_does_not_take_what_it_is_sent()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        await using var stream = new NetworkStream(client, ownsSocket: true);
        var sent = Bytes.Of(30_000_000);

        var flushing = connection.Transport.Output.WriteAsync(sent).AsTask();
        await Task.WhenAny(flushing, Task.Delay(200));
        Assert.False(flushing.IsCompleted);

        Bytes.AreEqual(sent, await Bytes.ReadAll(stream, sent.Length));
        Assert.False((await flushing).IsCompleted);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task A_flush_that_waits_can_be_cancelled_and_what_is_left_goes_with_the_next()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        await using var stream = new NetworkStream(client, ownsSocket: true);
        var output = connection.Transport.Output;
        var sent = Bytes.Of(30_000_000);
        var flushing = output.WriteAsync(sent).AsTask();
        await Task.Delay(50);

        output.CancelPendingFlush();
        Assert.True((await flushing.WaitAsync(LoopServer.Patience)).IsCanceled);
        using (var stop = new CancellationTokenSource())
        {
            var second = output.FlushAsync(stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(LoopServer.Patience));
        }

        var third = output.FlushAsync().AsTask();
        Bytes.AreEqual(sent, await Bytes.ReadAll(stream, sent.Length));
        await third;
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task What_is_not_sent_yet_when_it_completes_is_sent_before_the_end()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        await using var stream = new NetworkStream(client, ownsSocket: true);
        var sent = Bytes.Of(30_000_000);
        var output = connection.Transport.Output;
        sent.CopyTo(output.GetMemory(sent.Length));
        output.Advance(sent.Length);

        var ending = connection.DisposeAsync().AsTask();

        Bytes.AreEqual(sent, await Bytes.ReadAll(stream, sent.Length + 1));
        await ending.WaitAsync(LoopServer.Patience);
    }

    [Fact]
    public async Task Says_that_it_is_over_when_the_client_has_gone()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        var flushing = connection.Transport.Output.WriteAsync(Bytes.Of(30_000_000)).AsTask();
        await Task.Delay(50);

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        Assert.True((await flushing.WaitAsync(LoopServer.Patience)).IsCompleted);
        await Bytes.Cancelled(connection.ConnectionClosed);
        Assert.True((await connection.Transport.Output.WriteAsync(Bytes.Of(10))).IsCompleted);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Says_how_much_is_not_sent_yet()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        var output = connection.Transport.Output;

        output.GetMemory(5000);
        output.Advance(4000);
        Assert.Equal(4000, output.UnflushedBytes);
        await output.FlushAsync();

        Assert.Equal(0, output.UnflushedBytes);
        Assert.True(output.GetMemory().Length > 0);
        await connection.DisposeAsync();
    }

#pragma warning disable CA5394 // Deterministic on purpose.
    private static async Task Write(PipeWriter output, byte[] bytes, int seed)
    {
        var chance = new Random(seed);
        for (var at = 0; at < bytes.Length;)
        {
            var hint = chance.Next(3) switch { 0 => 0, 1 => chance.Next(1, 5000), _ => chance.Next(1, 200_000) };
            var room = output.GetMemory(hint);
            Assert.True(room.Length >= Math.Max(1, hint));
            var piece = Math.Min(chance.Next(0, room.Length + 1), bytes.Length - at);
            bytes.AsSpan(at, piece).CopyTo(room.Span);
            output.Advance(piece);
            at += piece;
            if (chance.Next(4) == 0)
                await output.FlushAsync();
        }
    }
#pragma warning restore CA5394
}
