namespace ScriptProxy.Forwarding.Connections;

/// <summary>The one timer of a pool. Runs while there are connections, as often as the shortest timeout that was seen asks for.</summary>
internal sealed class PoolTimer
{
    // A timeout is noticed at the latest two ticks behind.
    private const int TicksPerTimeout = 8;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly Action _tick;
    private TimeSpan _period = Longest;
    private int _isTicking;
    private bool _runs;

    public PoolTimer(TimeProvider time, Action tick)
    {
        _tick = tick;
        _timer = time.CreateTimer(
            static timer => ((PoolTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Mind(TimeSpan timeout)
    {
        if (timeout >= _period * TicksPerTimeout || _period == Shortest)
            return;
        lock (_gate)
        {
            var period = timeout / TicksPerTimeout;
            _period = period < Shortest ? Shortest : period;
            if (_runs)
                _timer.Change(_period, _period);
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            _runs = true;
            _timer.Change(_period, _period);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _runs = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tick()
    {
        if (Interlocked.Exchange(ref _isTicking, 1) != 0)
            return;
        try
        {
            _tick();
        }
        finally
        {
            Volatile.Write(ref _isTicking, 0);
        }
    }
}
