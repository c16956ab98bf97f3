using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Tests.Upstreams;

public sealed class ServerPoolTests : IDisposable
{
    private readonly TurnedTime _time = new();
    private readonly UpstreamServer _a;
    private readonly UpstreamServer _b;
    private readonly UpstreamServer _backup;
    private readonly ServerPool _pool;

    public ServerPoolTests()
    {
        _a = Server("a", false);
        _b = Server("b", false);
        _backup = Server("backup", true);
        _pool = new ServerPool([_a, _b, _backup]);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _a.Dispose();
        _b.Dispose();
        _backup.Dispose();
    }

    [Fact]
    public void Gives_the_same_list_until_something_changes()
    {
        Assert.Same(_pool.Ready, _pool.Ready);
        Assert.Equal([_a, _b], _pool.Ready);
    }

    [Fact]
    public void Leaves_out_what_is_down_and_takes_backups_when_nothing_else_is_left()
    {
        Fail(_a);
        Assert.Equal([_b], _pool.Ready);
        Fail(_b);
        Assert.Equal([_backup], _pool.Ready);
    }

    [Fact]
    public void Gives_all_when_none_is_up_but_those_that_the_operator_took_out()
    {
        _b.Assign(ServerDuty.Down);
        Fail(_a);
        Fail(_backup);
        Assert.Equal([_a, _backup], _pool.Ready);
    }

    [Fact]
    public void Keeps_what_sticks_to_a_draining_server_and_gives_it_nothing_else()
    {
        _a.Assign(ServerDuty.Drain);
        Assert.Equal([_b], _pool.Ready);
        Assert.Equal([_a, _b], _pool.Keeping);
        Assert.Equal(ServerState.Draining, _a.State);
    }

    [Fact]
    public void Gives_nothing_to_a_server_that_the_operator_took_out_until_it_is_put_back()
    {
        _a.Assign(ServerDuty.Down);
        Assert.Equal([_b], _pool.Ready);
        Assert.Equal([_b], _pool.Keeping);
        Assert.Equal(ServerState.Down, _a.State);
        _a.Assign(ServerDuty.Up);
        Assert.Equal([_a, _b], _pool.Ready);
    }

    [Fact]
    public void For_another_try_goes_from_those_up_to_backups_to_those_that_are_down()
    {
        Fail(_a);
        Assert.Equal([_b], _pool.ReadyWithout([]));
        Assert.Equal([_backup], _pool.ReadyWithout([_b]));
        Assert.Equal([_a], _pool.ReadyWithout([_b, _backup]));
        Assert.Empty(_pool.ReadyWithout([_b, _backup, _a]));
    }

    private static void Fail(UpstreamServer server) => server.Health.Failed(1, TimeSpan.FromHours(1));

    private UpstreamServer Server(string name, bool backup)
    {
        var settings = new ServerSettings
        {
            Place = default,
            Name = name,
            Address = new ServerAddress.Tcp("127.0.0.1", 1, false),
            Backup = backup,
        };
        return new UpstreamServer(
            "app", settings, new ServerLocation($"{name}.server.invalid", settings.Address, null), _time);
    }
}
