namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// Which servers of an upstream are given requests. Looks at their states only when one changes, so that a request reads one
/// reference.
/// </summary>
internal sealed class ServerPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<UpstreamServer> _servers;
    private volatile IUpstreamServer[] _ready = [];
    private volatile IUpstreamServer[] _keeping = [];

    public ServerPool(IReadOnlyList<UpstreamServer> servers)
    {
        _servers = servers;
        foreach (var server in servers)
            server.Changed += Look;
        Look();
    }

    /// <summary>
    /// Those to choose from: the ones that are up; backups when there are none; all that the operator lets serve when none is up.
    /// </summary>
    public IUpstreamServer[] Ready => _ready;

    /// <summary>Those that serve what sticks to them: the ones that drain as well, and backups only when there are no others.</summary>
    public IUpstreamServer[] Keeping => _keeping;

    /// <summary>Those to choose from after some have failed the same request. Empty when there is none left.</summary>
    public IUpstreamServer[] ReadyWithout(List<UpstreamServer> failed) =>
        FirstOf([.. _servers.Where(server => !failed.Contains(server))]);

    public void Dispose()
    {
        foreach (var server in _servers)
            server.Changed -= Look;
    }

    private void Look()
    {
        lock (_gate)
        {
            _ready = FirstOf(_servers);
            _keeping = [.. _servers.Where(server => MayKeep(server) && !server.IsBackup)];
            if (_keeping.Length == 0)
                _keeping = [.. _servers.Where(MayKeep)];
        }
    }

    private static bool MayKeep(UpstreamServer server) => server.Duty != ServerDuty.Down && server.Health.IsUp;

    private static IUpstreamServer[] FirstOf(IReadOnlyList<UpstreamServer> servers)
    {
        IUpstreamServer[] ready = [.. servers.Where(server => server.State == ServerState.Up && !server.IsBackup)];
        if (ready.Length == 0)
            ready = [.. servers.Where(server => server.State == ServerState.Up)];
        return ready.Length == 0 ? [.. servers.Where(server => server.Duty == ServerDuty.Up)] : ready;
    }
}
