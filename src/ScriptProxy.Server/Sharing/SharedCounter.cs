namespace ScriptProxy.Server.Sharing;

/// <summary>A counter in this process.</summary>
internal sealed class SharedCounter : ISharedCounter
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public long Increment(long by = 1) => Interlocked.Add(ref _value, by);
}
