using System.Net;
using System.Net.Sockets;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class UpstreamNameTests
{
    [Fact]
    public async Task All_addresses_of_a_name_are_used()
    {
        await using var one = new AddressBackend("127.0.0.1", FreePort.Next());
        await using var two = new AddressBackend("127.0.0.2", one.Port);
        await using var proxy = await Start(new FakeNames("127.0.0.1", "127.0.0.2"), one.Port);
        for (var i = 0; i < 6; i++)
            await proxy.GetText("/");
        Assert.Equal(3, one.Served);
        Assert.Equal(3, two.Served);
    }

    [Fact]
    public async Task An_address_that_refuses_leaves_the_request_to_the_next_one()
    {
        await using var two = new AddressBackend("127.0.0.2", FreePort.Next());
        await using var proxy = await Start(new FakeNames("127.0.0.1", "127.0.0.2"), two.Port);
        for (var i = 0; i < 4; i++)
            Assert.Equal("127.0.0.2", await proxy.GetText("/"));
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_name_that_has_moved_is_followed_without_a_restart()
    {
        await using var one = new AddressBackend("127.0.0.1", FreePort.Next());
        await using var two = new AddressBackend("127.0.0.2", one.Port);
        var names = new FakeNames("127.0.0.1");
        await using var proxy = await Start(names, one.Port);
        Assert.Equal("127.0.0.1", await proxy.GetText("/"));
        names.Move("127.0.0.2");
        await Eventually.Holds(async () => await proxy.GetText("/") == "127.0.0.2");
    }

    [Fact]
    public async Task A_name_that_cannot_be_found_is_a_502_that_says_so()
    {
        await using var proxy = await Start(new FakeNames(), 1);
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        Assert.Contains(
            "server http://app.internal:1 could not be found by its name", proxy.Log.Lines[0],
            StringComparison.Ordinal);
    }

    private static Task<RunningProxy> Start(INameResolver names, int port) => RunningProxy.StartWithNames(
        names, UpstreamProxy.Toml($"servers = [\"http://app.internal:{port}\"]"));

    private sealed class FakeNames(params string[] addresses) : INameResolver
    {
        private volatile string[] _addresses = addresses;

        public void Move(params string[] to) => _addresses = to;

        public Task<IPAddress[]> Resolve(string host, CancellationToken stop) => _addresses is []
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult(Array.ConvertAll(_addresses, IPAddress.Parse));
    }

    /// <summary>Listens on one address, answers with it, and closes each connection after one answer.</summary>
    private sealed class AddressBackend : IAsyncDisposable
    {
        private readonly TcpListener _listener;
        private readonly string _address;
        private readonly Task _accepting;
        private int _served;

        public AddressBackend(string address, int port)
        {
            _address = address;
            _listener = new TcpListener(IPAddress.Parse(address), port);
            _listener.Start();
            _accepting = Task.Run(Accept);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Served => Volatile.Read(ref _served);

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    await RawMessages.Read(stream);
                    Interlocked.Increment(ref _served);
                    await stream.WriteAsync(
                        System.Text.Encoding.ASCII.GetBytes(RawBackend.Ok(_address, "Connection: close\r\n")));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
