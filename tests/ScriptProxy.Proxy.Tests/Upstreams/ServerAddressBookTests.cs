using System.Net;
using System.Net.Sockets;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Tests.Upstreams;

public sealed class ServerAddressBookTests : INameResolver
{
    private readonly TurnedTime _time = new();
    private readonly ServerAddressBook _book;
    private IPAddress[] _addresses = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")];
    private int _asked;

    public ServerAddressBookTests() => _book = new ServerAddressBook("app.internal", this, _time);

    [Fact]
    public async Task Begins_with_another_address_each_time()
    {
        Assert.Equal(["10.0.0.2", "10.0.0.1"], await Addresses());
        Assert.Equal(["10.0.0.1", "10.0.0.2"], await Addresses());
        Assert.Equal(["10.0.0.2", "10.0.0.1"], await Addresses());
    }

    [Fact]
    public async Task Asks_again_after_5_seconds_and_not_before()
    {
        await Addresses();
        _addresses = [IPAddress.Parse("10.0.0.3")];
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Contains("10.0.0.1", await Addresses());
        Assert.Equal(1, _asked);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["10.0.0.3"], await Addresses());
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Keeps_the_last_addresses_when_the_name_is_not_found_any_more_and_goes_on_asking_every_5_seconds()
    {
        await Addresses();
        _addresses = [];
        for (var i = 2; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Contains("10.0.0.1", await Addresses());
            await Addresses();
            Assert.Equal(i, _asked);
        }
    }

    [Fact]
    public async Task Fails_while_the_name_was_never_found()
    {
        _addresses = [];
        await Assert.ThrowsAsync<SocketException>(Addresses);
        _addresses = [IPAddress.Loopback];
        Assert.Equal(["127.0.0.1"], await Addresses());
    }

    Task<IPAddress[]> INameResolver.Resolve(string host, CancellationToken stop)
    {
        _asked++;
        return _addresses.Length > 0
            ? Task.FromResult(_addresses)
            : throw new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<string[]> Addresses() =>
        Array.ConvertAll(await _book.Addresses(CancellationToken.None), one => one.ToString());
}
