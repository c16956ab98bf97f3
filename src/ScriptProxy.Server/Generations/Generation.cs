using System.Globalization;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.PluginHosting;
using ScriptProxy.Proxy;
using ScriptProxy.Scripting;
using ScriptProxy.Tls.OnDemand;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Generations;

/// <summary>
/// Everything that a reload may replace. Counts the requests that run on it; when it has been retired and the last of them has
/// ended, it gives back all it holds and its assemblies can be collected.
/// </summary>
internal sealed class Generation : IAsyncDisposable
{
    private readonly HoldCount _holds = new();
    private readonly CancellationTokenSource _expired = new();
    private readonly JobRunner _jobs;
    private readonly PluginSet _plugins;
    private IReadOnlyList<LoadedScript> _scripts;
    private IReadOnlyDictionary<string, SiteApprovals> _approvals = new Dictionary<string, SiteApprovals>();

    public Generation(
        int number,
        ProxySettings settings,
        ProxyGraph graph,
        PluginSet plugins,
        IReadOnlyList<LoadedScript> scripts,
        JobRunner jobs)
    {
        Number = number;
        Settings = settings;
        Graph = graph;
        _plugins = plugins;
        _scripts = scripts;
        _jobs = jobs;
        StrictTransport = settings.Tls.Hsts is { } age
            ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)age.TotalSeconds}")
            : null;
    }

    public int Number { get; }

    public ProxySettings Settings { get; }

    public ProxyGraph Graph { get; }

    /// <summary>What TLS listeners show, and who is answered what on them.</summary>
    public required CertificateTable Certificates { get; init; }

    /// <summary>Which certificates are to be ordered.</summary>
    public required OrderingPlan Plan { get; init; }

    /// <summary>What its scripts say of hosts whose certificate is ordered on demand, by site.</summary>
    public IReadOnlyDictionary<string, SiteApprovals> Approvals
    {
        get => _approvals;
        init => _approvals = value;
    }

    /// <summary>What its plugins offer to prove names by.</summary>
    public IReadOnlyDictionary<string, PluginDnsChallenge> DnsChallenges => _plugins.Offers.DnsChallenges;

    /// <summary>The Strict-Transport-Security of answers over TLS; null for none.</summary>
    public string? StrictTransport { get; }

    /// <summary>The Server header of our answers; null for none.</summary>
    public string? ServerHeader => Settings.Global.ServerHeader;

    /// <summary>Cancelled when upgraded connections may hold it no longer.</summary>
    public CancellationToken Expired => _expired.Token;

    /// <summary>Adds a hold, unless the generation has been retired.</summary>
    public bool TryHold() => _holds.TryTake();

    public void Release() => _holds.Release();

    /// <summary>Starts its background jobs and health checks: it is the running generation now.</summary>
    public void Start()
    {
        Graph.Start();
        _jobs.Start();
    }

    /// <summary>
    /// Stops its jobs at once, waits for its requests, then runs the scripts' <c>OnUnload</c>, disposes the plugins and unloads.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _jobs.DisposeAsync();
        _holds.Close();
        if (Settings.Global.DrainTimeout is { } limit)
            _expired.CancelAfter(limit);
        await _holds.Drained;

        foreach (var script in _scripts)
            UnloadActions.Run(script, _jobs.Log);
        await Graph.DisposeAsync();
        await _plugins.DisposeAsync();
        foreach (var script in _scripts)
            script.Dispose();
        _scripts = [];
        _approvals = new Dictionary<string, SiteApprovals>();
        _expired.Dispose();
    }
}
