using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Observability.Traffic;
using ScriptProxy.Proxy;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Server.Admin;
using ScriptProxy.Server.Echo;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.Listeners;
using ScriptProxy.Server.Loading;
using ScriptProxy.Server.OnDemand;
using ScriptProxy.Server.Reporting;
using ScriptProxy.Server.Requests;
using ScriptProxy.Server.Sharing;
using ScriptProxy.Server.Succession;
using ScriptProxy.Tls;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server;

/// <summary>
/// A running proxy. Composes all floors and holds what outlives generations; starts, reloads and stops.
/// </summary>
public sealed class ProxyHost : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Meter _meter = new("ScriptProxy");
    private readonly HttpClient _client = new();
    private readonly GenerationSwitch _generations = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly IoThreads _threads;
    private readonly ProxyLibrary _proxy;
    private readonly CertificateOrders _orders;
    private readonly EchoServers _echoes;
    private readonly AccessLog _accessLog;
    private readonly StallWatch _stalls;
    private readonly ListenerSet _listeners;
    private readonly WatchedFiles _watched;
    private readonly LoadProcedure _loads;
    private readonly Retirements _retirements;
    private readonly TrafficCounters _traffic;
    private readonly ReloadHistory _history;
    private readonly AdminEndpoint _admin;
    private Task _watching = Task.CompletedTask;

    /// <param name="file">The proxy.toml.</param>
    /// <param name="logs">Where it says what happens.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="names">Finds the addresses of servers; null asks the operating system.</param>
    /// <param name="ownsProcess">Whether it may decide how all sockets of the process are scheduled.</param>
    public ProxyHost(
        string file, ConsoleLogs logs, TimeProvider? time = null, INameResolver? names = null, bool ownsProcess = false)
    {
        ArgumentNullException.ThrowIfNull(logs);
        file = Path.GetFullPath(file);
        _time = time ?? TimeProvider.System;
        _threads = new IoThreads(ownsProcess, logs.Factory.CreateLogger("listener"));
        _proxy = new ProxyLibrary(logs.Factory, _meter, _time, names, () => _threads.Loops);
        var tls = new TlsLibrary(logs.Factory, _time);
        _orders = new CertificateOrders(
            tls.Ordered,
            new ProofPlaces(tls.Challenges, tls.TlsChallenges, new RunningDnsChallenges(_generations)),
            new RunningApprovals(_generations),
            logs.Factory,
            _time);
        _echoes = new EchoServers(logs.Factory);
        _accessLog = new AccessLog(new LogSettings { Access = null }, logs.Factory, _time);
        _traffic = new TrafficCounters(_meter);
        _stalls = new StallWatch(logs.Factory, _time);
        var onDemand = new OnDemandHandshakes(_generations, _orders, _time);
        _listeners = new ListenerSet(
            name => new ProxyApplication(
                name, _generations, _accessLog, _traffic, _threads.RunRequests ? _stalls : null)
            { OnDemand = onDemand },
            _threads,
            logs.Factory);
        _retirements = new Retirements(logs.Factory.CreateLogger("generation"), _time);
        _history = new ReloadHistory(file, _time);
        var status = new StatusReporter(_generations, _traffic, _history, _orders, _time);
        _admin = new AdminEndpoint(
            new AdminDesk(status, ReloadAsync, () => _generations.Current?.Graph.Upstreams ?? [], _orders), logs.Factory);
        _watched = new WatchedFiles(_generations, logs.Factory.CreateLogger("proxy"), _time);
        _loads = new LoadProcedure(
            file,
            new FilesLoader(logs.Factory, new SharedState(), _client, _threads, _time),
            new GenerationBuilder(_proxy, tls, _echoes, logs.Factory, _time),
            new Takeover(
                _generations, _listeners, _admin, new LastingParts(logs, _accessLog, tls, _orders), _retirements),
            _watched);
    }

    /// <summary>Told of every reload, whoever asked for it.</summary>
    public event Action<LoadReport>? Reloaded;

    /// <summary>Reads, builds, binds and serves. When the files are refused nothing is left running.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop before it served.</exception>
    public async Task<LoadReport> StartAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var report = await _loads.Load(stop);
        _history.Started(report);
        if (report.Succeeded)
            _watching = Task.Run(() => _watched.Watch(_loads.Expect, ReloadAsync, _stopping.Token), CancellationToken.None);
        return report;
    }

    /// <summary>Reads the files again. Any error leaves the running generation as it is.</summary>
    public async Task<LoadReport> ReloadAsync()
    {
        var report = await _loads.Load(_stopping.Token);
        _history.Reloaded(report);
        Reloaded?.Invoke(report);
        return report;
    }

    /// <summary>
    /// Stops listening, waits for requests in flight within <c>shutdown_timeout</c>, and retires the generation.
    /// </summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _watching;
        await _loads.Close();
        if (_generations.Current is not { } current)
            return;
        var limit = current.Settings.Global.ShutdownTimeout;
        var began = _time.GetTimestamp();
        await _listeners.StopAll(limit);
        await _admin.Stop();
        await StopOrders(limit - _time.GetElapsedTime(began));
        await _retirements.Last(current, limit - _time.GetElapsedTime(began));
    }

    /// <summary>Opens the access log's file anew.</summary>
    public void ReopenLogs() => _accessLog.Reopen();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _listeners.Dispose();
        _stalls.Dispose();
        await _echoes.DisposeAsync();
        await _accessLog.DisposeAsync();
        _proxy.Dispose();
        _threads.Dispose();
        _client.Dispose();
        _traffic.Dispose();
        _meter.Dispose();
        _loads.Dispose();
        _stopping.Dispose();
    }

    // Its listeners are gone, so that no order can succeed; one by DNS takes its record back with the plugin's help.
    private async Task StopOrders(TimeSpan limit) => await _orders.DisposeAsync().AsTask()
        .WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, _time)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
