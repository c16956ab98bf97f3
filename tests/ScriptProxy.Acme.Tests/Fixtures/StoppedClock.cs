namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>A clock whose hands stand still; its timers run all the same.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
