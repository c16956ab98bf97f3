namespace ScriptProxy.Tls.Tests.Ordering;

/// <summary>A clock that shows what it is set to; its timers run as ever.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
