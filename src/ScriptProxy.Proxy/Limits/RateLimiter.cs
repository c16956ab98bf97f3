namespace ScriptProxy.Proxy.Limits;

/// <summary>One generation's rate over a table that lives on.</summary>
internal sealed class RateLimiter(RateTable table, double perSecond, int burst, TimeProvider time)
{
    private readonly Rate _rate = Rate.Of(perSecond, burst, time);

    public Admission Take(LimitKey key) => table.Take(key, _rate, time.GetTimestamp());

    public TimeSpan Time(Admission admission) => time.GetElapsedTime(0, admission.Ticks);

    public Task Delay(TimeSpan wait, CancellationToken stop) => Task.Delay(wait, time, stop);
}
