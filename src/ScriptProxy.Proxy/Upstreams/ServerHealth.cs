namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// Whether a server may be given requests, by how those before it went (nginx: <c>max_fails</c>, <c>fail_timeout</c>) and by
/// its health checks. Knows no settings: they may change while it lives on.
/// </summary>
internal sealed class ServerHealth : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<long> _failures = new();
    private readonly ITimer _return;
    private TimeSpan _outFor;
    private bool _isOut;
    private bool _failsChecks;
    private int _checksInRow;
    private volatile bool _onTrial;
    private volatile bool _isSuspect;
    private volatile bool _isUp = true;

    public ServerHealth(TimeProvider time)
    {
        _time = time;
        _return = time.CreateTimer(
            static health => ((ServerHealth)health!).BeginTrial(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised after it went up or down.</summary>
    public event Action? Changed;

    public bool IsUp => _isUp;

    /// <summary>Whether the time of a failing server is over and the next request shows whether it works again.</summary>
    public bool IsOnTrial => _onTrial;

    /// <summary>Notes an exchange that failed. True when that took the server out.</summary>
    /// <param name="most">This many within <paramref name="window"/> take it out; 0 never does.</param>
    /// <param name="window">Also how long it stays out.</param>
    public bool Failed(int most, TimeSpan window)
    {
        if (most == 0)
        {
            // It may be out by settings that held before.
            Worked();
            return false;
        }

        bool wasUp;
        lock (_gate)
        {
            wasUp = !_isOut && !_onTrial;
            var now = _time.GetTimestamp();
            while (_failures.TryPeek(out var earliest) && _time.GetElapsedTime(earliest, now) > window)
                _failures.Dequeue();
            _failures.Enqueue(now);
            if (_failures.Count < most && !_isSuspect)
                return false;
            _failures.Clear();
            TakeOut(window);
        }

        Changed?.Invoke();
        return wasUp;
    }

    /// <summary>Lets one request through to a server on trial; until it has shown anything there are no others.</summary>
    public void Claim()
    {
        lock (_gate)
        {
            if (!_onTrial)
                return;
            TakeOut(_outFor);
        }

        Changed?.Invoke();
    }

    /// <summary>Notes an exchange that went well. True when that brought the server back.</summary>
    public bool Worked()
    {
        if (!_isSuspect)
            return false;
        lock (_gate)
        {
            if (!_isSuspect)
                return false;
            _return.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isOut = _onTrial = _isSuspect = false;
            _isUp = !_failsChecks;
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Notes the result of a health check. True when that took the server out or brought it back.</summary>
    public bool Checked(bool passed, int needed)
    {
        lock (_gate)
        {
            _checksInRow = passed != _failsChecks ? 0 : _checksInRow + 1;
            if (_checksInRow < needed)
                return false;
            _checksInRow = 0;
            _failsChecks = !passed;
            _isUp = !_isOut && !_failsChecks;
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Forgets the results of health checks: there are none any more.</summary>
    public void Unchecked() => Checked(true, 0);

    public void Dispose() => _return.Dispose();

    private void TakeOut(TimeSpan duration)
    {
        _outFor = duration;
        _isOut = _isSuspect = true;
        _onTrial = _isUp = false;
        _return.Change(duration, Timeout.InfiniteTimeSpan);
    }

    private void BeginTrial()
    {
        lock (_gate)
        {
            if (!_isOut)
                return;
            _isOut = false;
            _onTrial = true;
            _isUp = !_failsChecks;
        }

        Changed?.Invoke();
    }
}
