using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ScriptProxy.Testing;

namespace ScriptProxy.Sockets.Tests.Streams;

public sealed class LoopStreamTests
{
    [Fact]
    public async Task Is_refused_where_nobody_listens()
    {
        await using var server = new LoopServer();
        var nobody = new IPEndPoint(IPAddress.Loopback, FreePort.Next());

        var refusal = await Assert.ThrowsAsync<SocketException>(
            async () => await LoopStream.Connect(server.Loops, nobody, CancellationToken.None));

        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        Assert.Equal("Connection refused", refusal.Message);
    }

    [Fact]
    public async Task Says_that_a_unix_socket_is_not_there()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopServer();

        await Assert.ThrowsAsync<SocketException>(async () => await LoopStream.Connect(
            server.Loops, new UnixDomainSocketEndPoint(folder.At("none.sock")), CancellationToken.None));
    }

    [Fact]
    public async Task Gives_up_a_server_that_does_not_answer_when_it_is_told_to_stop()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        await using var server = new LoopServer();

        await GivesUp(server.Loops, full.LocalEndPoint!);
    }

    [Fact]
    public async Task Gives_up_a_unix_socket_whose_queue_is_full_when_it_is_told_to_stop()
    {
        using var folder = new TemporaryFolder();
        using var full = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var endPoint = new UnixDomainSocketEndPoint(folder.At("full.sock"));
        full.Bind(endPoint);
        full.Listen(0);
        await using var server = new LoopServer();

        await GivesUp(server.Loops, endPoint);
    }

    [Fact]
    public async Task Ends_a_reading_that_waits_when_it_is_closed()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        var reading = client.ReadAsync(new byte[1]).AsTask();

        await client.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => reading.WaitAsync(LoopServer.Patience));
        await Assert.ThrowsAsync<IOException>(async () => await client.WriteAsync(new byte[1]));
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Ends_a_writing_that_waits_when_it_is_closed()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        var writing = client.WriteAsync(Bytes.Of(30_000_000)).AsTask();
        await Task.Delay(50);

        await client.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => writing.WaitAsync(LoopServer.Patience));
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task A_reading_that_was_cancelled_takes_nothing_from_the_next()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;
        using var stop = new CancellationTokenSource();
        var first = client.ReadAsync(new byte[10], stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(LoopServer.Patience));

        await connection.Transport.Output.WriteAsync(Bytes.Of(10));

        Assert.Equal(Bytes.Of(10), await Bytes.ReadAll(client, 10));
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_reading_waits_until_there_is_something()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;
        var waiting = client.ReadAsync(Memory<byte>.Empty).AsTask();
        Assert.False(waiting.IsCompleted);

        await connection.Transport.Output.WriteAsync(Bytes.Of(10));
        await waiting.WaitAsync(LoopServer.Patience);
        Assert.False(client.IsQuiet);

        Assert.Equal(Bytes.Of(10), await Bytes.ReadAll(client, 10));
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Is_quiet_until_something_comes_and_again_when_exactly_that_was_read()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;
        Assert.True(client.IsQuiet);

        await connection.Transport.Output.WriteAsync(Bytes.Of(10));
        await Eventually(() => !client.IsQuiet);
        await Bytes.ReadAll(client, 10);
        Assert.True(client.IsQuiet);

        await connection.Transport.Output.WriteAsync(Bytes.Of(10));
        await Bytes.ReadAll(client, 9);
        Assert.False(client.IsQuiet);
        await Bytes.ReadAll(client, 1);
        Assert.True(client.IsQuiet);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Is_not_quiet_when_the_other_end_has_closed()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;

        await connection.DisposeAsync();

        await Eventually(() => !client.IsQuiet);
        Assert.Empty(await Bytes.ReadAll(client, 1));
    }

    [Fact]
    public async Task Goes_on_receiving_when_it_has_said_that_it_sends_no_more()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.ConnectStream();
        await using var owned = client;

        client.ShutdownSend();
        Assert.True((await Bytes.Read(connection)).IsCompleted);
        await connection.Transport.Output.WriteAsync(Bytes.Of(10));

        Assert.Equal(Bytes.Of(10), await Bytes.ReadAll(client, 10));
        await connection.DisposeAsync();
    }

    // A few go into the queue; then one waits.
    private static async Task GivesUp(EventLoops loops, EndPoint endPoint)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var connected = new List<LoopStream>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
                connected.Add(await LoopStream.Connect(loops, endPoint, stop.Token));
        });
        connected.ForEach(stream => stream.Dispose());
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }
}
