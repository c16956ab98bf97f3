using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Listeners;
using ScriptProxy.Testing;

namespace ScriptProxy.Server.Tests.Listeners;

[SupportedOSPlatform("linux")]
public class BoundSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected virtual IoThreads? Threads => null;

    private ListenAddress.Unix UnixAddress => new(_folder.At("proxy.sock"));

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Refuses_a_port_that_another_socket_has()
    {
        await using var first = Bind(new ListenAddress.Ip(IPAddress.Loopback, 0));
        var taken = new ListenAddress.Ip(IPAddress.Loopback, ((IPEndPoint)first.EndPoint).Port);

        var refusal = Assert.Throws<SocketException>(() => Bind(taken));

        Assert.Equal(SocketError.AddressAlreadyInUse, refusal.SocketErrorCode);
    }

    [Fact]
    public void Refuses_an_address_that_the_machine_does_not_have()
    {
        var foreign = new ListenAddress.Ip(IPAddress.Parse("192.0.2.1"), 0);

        Assert.Equal(
            SocketError.AddressNotAvailable, Assert.Throws<SocketException>(() => Bind(foreign)).SocketErrorCode);
    }

    [Fact]
    public async Task Listens_on_both_families_for_any_address()
    {
        await using var bound = Bind(new ListenAddress.AnyIp(0));

        await Connects(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)bound.EndPoint).Port));
    }

    [Fact]
    public async Task Accepts_nothing_before_there_is_a_server_and_then_hands_to_the_one_named_last()
    {
        await using var bound = Bind(new ListenAddress.Ip(IPAddress.Loopback, 0));
        var (first, second) = (new ConnectionQueue(bound.EndPoint), new ConnectionQueue(bound.EndPoint));
        await Connects(bound.EndPoint);
        bound.HandTo(first);
        Assert.NotNull(await Next(first));

        bound.HandTo(second);
        first.Close();
        await Connects(bound.EndPoint);
        await using var connection = await Next(second);
        Assert.NotNull(connection);
        Assert.Null(await Next(first));
    }

    [Fact]
    public async Task Replaces_the_socket_file_that_a_killed_process_left()
    {
        Kill(UnixAddress.Path);
        Assert.True(File.Exists(UnixAddress.Path));

        await using var bound = Bind(UnixAddress);

        await Connects(new UnixDomainSocketEndPoint(UnixAddress.Path));
    }

    [Fact]
    public async Task Leaves_the_socket_file_of_a_live_process_alone()
    {
        await using var live = Bind(UnixAddress);

        Assert.Equal(
            SocketError.AddressAlreadyInUse,
            Assert.Throws<SocketException>(() => Bind(UnixAddress)).SocketErrorCode);
        await Connects(new UnixDomainSocketEndPoint(UnixAddress.Path));
    }

    [Fact]
    public void Leaves_a_file_alone_that_is_no_socket()
    {
        File.WriteAllText(UnixAddress.Path, "precious");

        Assert.Throws<SocketException>(() => Bind(UnixAddress));

        Assert.Equal("precious", File.ReadAllText(UnixAddress.Path));
    }

    // .NET deletes the file with the socket that bound it; under another name it stays, as after a kill.
    private void Kill(string path)
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(_folder.At("first.sock")));
            socket.Listen();
            File.Move(_folder.At("first.sock"), path);
        }
    }

    private BoundSocket Bind(ListenAddress address) => BoundSocket.Bind(address, Threads, NullLoggerFactory.Instance);

    private static async Task<ConnectionContext?> Next(ConnectionQueue queue) =>
        await queue.AcceptAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private static async Task Connects(EndPoint endPoint)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new Socket(
            endPoint.AddressFamily, SocketType.Stream, endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        await client.ConnectAsync(endPoint, limit.Token);
    }
}
