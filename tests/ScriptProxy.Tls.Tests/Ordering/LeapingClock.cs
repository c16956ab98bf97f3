namespace ScriptProxy.Tls.Tests.Ordering;

/// <summary>The system's clock, which a test moves on; waits that are over by then end.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return System.GetUtcNow() + _ahead;
    }

    public void Leap(TimeSpan time)
    {
        List<Waiting> all;
        lock (_gate)
        {
            _ahead += time;
            all = [.. _waiting];
        }

        foreach (var one in all)
            one.Shorten(time);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = System.CreateTimer(callback, state, dueTime, period);
            var waiting = new Waiting(timer, System.GetUtcNow() + dueTime, this);
            if (dueTime > TimeSpan.Zero)
                _waiting.Add(waiting);
            return waiting;
        }
    }

    private sealed class Waiting(ITimer timer, DateTimeOffset end, LeapingClock clock) : ITimer
    {
        private DateTimeOffset _end = end;

        public void Shorten(TimeSpan time)
        {
            _end -= time;
            var left = _end - System.GetUtcNow();
            timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            Forget();
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Forget();
            return timer.DisposeAsync();
        }

        private void Forget()
        {
            lock (clock._gate)
                clock._waiting.Remove(this);
        }
    }
}
