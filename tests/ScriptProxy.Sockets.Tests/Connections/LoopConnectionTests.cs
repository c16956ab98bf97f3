using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using ScriptProxy.Testing;

namespace ScriptProxy.Sockets.Tests.Connections;

public sealed class LoopConnectionTests
{
    [Fact]
    public async Task Knows_both_ends()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;

        Assert.Equal(client.LocalEndPoint, connection.RemoteEndPoint);
        Assert.Equal(client.RemoteEndPoint, connection.LocalEndPoint);
        Assert.Same(connection.Transport, connection.Features.Get<IConnectionTransportFeature>()!.Transport);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Knows_a_client_of_the_new_family()
    {
        await using var server = new LoopServer(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        var (client, connection) = await server.Connect();
        using var owned = client;

        Assert.Equal(client.LocalEndPoint, connection.RemoteEndPoint);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Has_no_address_of_a_client_on_a_unix_socket()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopServer(new UnixDomainSocketEndPoint(folder.At("a.sock")));
        var (client, connection) = await server.Connect();
        using var owned = client;

        Assert.IsType<UnixDomainSocketEndPoint>(connection.RemoteEndPoint);
        Assert.Equal(folder.At("a.sock"), connection.LocalEndPoint!.ToString());
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task An_abort_ends_a_reading_that_waits_with_its_reason_and_resets_the_client()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        var reading = Bytes.Read(connection);

        connection.Abort(new ConnectionAbortedException("enough"));

        Assert.Equal("enough", (await Assert.ThrowsAsync<ConnectionAbortedException>(() => reading)).Message);
        var receiving = client.ReceiveAsync(new byte[1]).WaitAsync(LoopServer.Patience);
        var reset = await Assert.ThrowsAsync<SocketException>(() => receiving);
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        await Bytes.Cancelled(connection.ConnectionClosed);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task An_abort_ends_a_flush_that_waits()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        var flushing = connection.Transport.Output.WriteAsync(Bytes.Of(30_000_000)).AsTask();
        await Task.Delay(50);

        connection.Abort(new ConnectionAbortedException("enough"));

        Assert.True((await flushing.WaitAsync(LoopServer.Patience)).IsCompleted);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_of_it_ends_it_for_the_client_and_tells_that_it_is_closed()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        var closed = connection.ConnectionClosed;

        await connection.DisposeAsync().AsTask().WaitAsync(LoopServer.Patience);

        Assert.True(closed.IsCancellationRequested);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]).WaitAsync(LoopServer.Patience));
    }

    [Fact]
    public async Task Tells_that_the_client_is_gone_while_nobody_reads()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();

        client.Dispose();

        await Bytes.Cancelled(connection.ConnectionClosed);
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task What_throws_at_the_end_of_a_connection_keeps_nothing_from_ending()
    {
        await using var server = new LoopServer();
        var (client, connection) = await server.Connect();
        using var owned = client;
        connection.ConnectionClosed.Register(() => throw new InvalidOperationException("not ours"));

        await connection.DisposeAsync().AsTask().WaitAsync(LoopServer.Patience);
    }
}
