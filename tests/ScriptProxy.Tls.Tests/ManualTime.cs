namespace ScriptProxy.Tls.Tests;

/// <summary>A clock that a test turns. Its timers run as ever, or at once.</summary>
internal sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = System.GetUtcNow();

    /// <summary>Whether all that is waited for is over at once.</summary>
    public bool IsImpatient { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, IsImpatient ? TimeSpan.Zero : dueTime, period);
}
