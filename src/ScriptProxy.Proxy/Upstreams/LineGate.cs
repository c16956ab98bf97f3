namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Lets one line a second through, and then tells how many were left out.</summary>
internal sealed class LineGate(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private Action<int>? _tell;
    private int _leftOut;
    private bool _isClosed;

    /// <summary>Whether the line may be written now.</summary>
    /// <param name="tell">Called once a second while lines are left out, with their number.</param>
    public bool Pass(Action<int> tell)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                _leftOut++;
                return false;
            }

            _isClosed = true;
            _tell = tell;
            _timer ??= time.CreateTimer(
                static gate => ((LineGate)gate!).Open(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private void Open()
    {
        int leftOut;
        lock (_gate)
        {
            leftOut = _leftOut;
            _leftOut = 0;
            _isClosed = leftOut > 0;
            if (_isClosed)
                _timer!.Change(Pause, Timeout.InfiniteTimeSpan);
        }

        if (leftOut > 0)
            _tell!(leftOut);
    }
}
