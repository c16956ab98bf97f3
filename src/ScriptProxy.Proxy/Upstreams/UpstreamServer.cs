using ScriptProxy.Configuration.Settings;
using ScriptProxy.Requests;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// One server of an upstream, with its health and its counts. Outlives the generations that use it while its definition does
/// not change.
/// </summary>
public sealed class UpstreamServer : IUpstreamServer, IDisposable
{
    private int _active;
    private long _requests;
    private long _failures;
    private int _duty;
    private ServerFailure? _lastFailure;
    private HealthCheck? _check;

    internal UpstreamServer(string upstream, ServerSettings settings, ServerLocation location, TimeProvider time)
    {
        Name = settings.Name;
        Url = settings.Address.ToString()!;
        Weight = settings.Weight;
        IsBackup = settings.Backup;
        Location = location;
        Address = $"{location.Scheme}://{location.Host}";
        Authority = settings.Address is ServerAddress.Tcp tcp ? new Uri(tcp.ToString()).Authority : "localhost";
        Chosen = new ChosenUpstream(upstream, Url);
        Health = new ServerHealth(time);
        Lines = new ServerLines(time);
    }

    public string Name { get; }

    public string Url { get; }

    public int Weight { get; }

    public int ActiveRequests => Volatile.Read(ref _active);

    /// <summary>Whether it is used only when all others are down.</summary>
    public bool IsBackup { get; }

    /// <summary>What it gets right now.</summary>
    public ServerState State => Duty switch
    {
        ServerDuty.Down => ServerState.Down,
        ServerDuty.Drain => ServerState.Draining,
        _ => Health.IsUp ? ServerState.Up : ServerState.Down,
    };

    /// <summary>What the operator wants of it; kept over reloads.</summary>
    public ServerDuty Duty => (ServerDuty)Volatile.Read(ref _duty);

    /// <summary>How many requests were sent to it, tries included, since it was defined.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>How many of them failed: never by a status.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>What the last failure was; null when there was none.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure)?.Reason;

    /// <summary>When the last failure was; null when there was none.</summary>
    public DateTimeOffset? LastFailureAt => Volatile.Read(ref _lastFailure)?.At;

    /// <summary>Raised after its state changed, or what it is given.</summary>
    internal event Action? Changed
    {
        add
        {
            DutyChanged += value;
            Health.Changed += value;
        }

        remove
        {
            DutyChanged -= value;
            Health.Changed -= value;
        }
    }

    internal ServerHealth Health { get; }

    internal ServerLines Lines { get; }

    internal ServerLocation Location { get; }

    /// <summary>Host and port of its url, without the port that goes without saying.</summary>
    internal string Authority { get; }

    /// <summary>The url under which HttpClient knows it; see <see cref="ServerLocation"/>.</summary>
    internal string Address { get; }

    /// <summary>What scripts see as <c>http.Upstream</c>, made once.</summary>
    internal ChosenUpstream Chosen { get; }

    private event Action? DutyChanged;

    /// <summary>Sets what the operator wants of it, from now on.</summary>
    public void Assign(ServerDuty duty)
    {
        if (Interlocked.Exchange(ref _duty, (int)duty) != (int)duty)
            DutyChanged?.Invoke();
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _check, null)?.Dispose();
        Health.Dispose();
    }

    /// <summary>Has it checked in this way from now on; one that does the same already goes on.</summary>
    internal void Check(Upstream upstream, HealthSettings? settings, ServerLog log, TimeProvider time)
    {
        if (settings is not null && _check?.Is(upstream, settings) == true)
            return;
        var check = settings is null ? null : new HealthCheck(this, upstream, settings, log, time);
        Interlocked.Exchange(ref _check, check)?.Dispose();
        if (check is null)
            Health.Unchecked();
    }

    internal void Began()
    {
        Interlocked.Increment(ref _active);
        Interlocked.Increment(ref _requests);
    }

    internal void Ended() => Interlocked.Decrement(ref _active);

    internal void Failed(ServerFailure failure)
    {
        Interlocked.Increment(ref _failures);
        Volatile.Write(ref _lastFailure, failure);
    }
}
