using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace ScriptProxy.Sockets.Tests.Connections;

public sealed class LoopReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Gives_what_a_pipe_gives_wherever_it_is_advanced_to(int seed)
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;

        await new PipeOracle(client, connection.Transport.Input, seed).Run(rounds: 400);

        client.Shutdown(SocketShutdown.Send);
        while (await Bytes.Read(connection) is { IsCompleted: false } rest)
            connection.Transport.Input.AdvanceTo(rest.Buffer.Start, rest.Buffer.End);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Gives_what_was_sent_before_the_end_and_then_the_end()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        client.Send(Bytes.Of(3000));
        client.Shutdown(SocketShutdown.Send);
        await Bytes.Cancelled(connection.ConnectionClosed);

        var read = await Bytes.Read(connection);
        Assert.Equal(Bytes.Of(3000), read.Buffer.ToArray());
        connection.Transport.Input.AdvanceTo(read.Buffer.End);

        var end = await Bytes.Read(connection);
        Assert.True(end is { IsCompleted: true, Buffer.IsEmpty: true });
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Leaves_in_the_kernel_what_nobody_reads()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;
        var sent = Bytes.Of(30_000_000);

        var sending = client.WriteAsync(sent).AsTask();
        await Task.WhenAny(sending, Task.Delay(200));
        Assert.False(sending.IsCompleted);

        using var received = new MemoryStream();
        while (received.Length < sent.Length)
        {
            var read = await Bytes.Read(connection);
            foreach (var piece in read.Buffer)
                received.Write(piece.Span);
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }

        await sending;
        Bytes.AreEqual(sent, received.ToArray());
        connection.Abort();
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Throws_that_the_connection_was_reset()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        var reading = Bytes.Read(connection);

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        await Assert.ThrowsAsync<ConnectionResetException>(() => reading);
        await Bytes.Cancelled(connection.ConnectionClosed);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task A_reading_that_waits_can_be_cancelled_and_the_next_one_loses_nothing()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        var input = connection.Transport.Input;

        var first = Bytes.Read(connection);
        input.CancelPendingRead();
        Assert.True((await first).IsCanceled);
        using (var stop = new CancellationTokenSource())
        {
            var second = input.ReadAsync(stop.Token).AsTask();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(LoopServer.Patience));
        }

        client.Send(Bytes.Of(10));
        var third = await Bytes.Read(connection);
        Assert.Equal(Bytes.Of(10), third.Buffer.ToArray());
        await End(connection);
    }

    [Fact]
    public async Task A_cancel_that_comes_before_the_reading_ends_it()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;

        connection.Transport.Input.CancelPendingRead();

        Assert.True((await Bytes.Read(connection)).IsCanceled);
        Assert.False(connection.Transport.Input.TryRead(out _));
        await End(connection);
    }

    [Fact]
    public async Task Readings_that_are_cancelled_while_bytes_come_lose_none()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;
        var sent = Bytes.Of(200_000);
        var done = false;
        var cancelling = Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
                connection.Transport.Input.CancelPendingRead();
        });
        var sending = Task.Run(async () =>
        {
            for (var at = 0; at < sent.Length; at += 100)
                await client.WriteAsync(sent.AsMemory(at, 100));
        });

        using var received = new MemoryStream();
        while (received.Length < sent.Length)
        {
            var read = await Bytes.Read(connection);
            foreach (var piece in read.Buffer)
                received.Write(piece.Span);
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }

        Volatile.Write(ref done, true);
        await cancelling;
        await sending;
        Bytes.AreEqual(sent, received.ToArray());
        await End(connection);
    }

    [Fact]
    public async Task A_completed_reader_cannot_be_read()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;

        await connection.Transport.Input.CompleteAsync();

        Assert.Throws<InvalidOperationException>(() => connection.Transport.Input.TryRead(out _));
        await End(connection);
    }

    private static async Task End(ConnectionContext connection)
    {
        connection.Abort();
        await connection.DisposeAsync();
    }
}
