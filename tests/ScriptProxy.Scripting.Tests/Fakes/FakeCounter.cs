namespace ScriptProxy.Scripting.Tests.Fakes;

/// <summary>A counter in memory.</summary>
internal sealed class FakeCounter : ISharedCounter
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public long Increment(long by = 1) => Interlocked.Add(ref _value, by);
}
