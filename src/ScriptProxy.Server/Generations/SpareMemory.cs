namespace ScriptProxy.Server.Generations;

/// <summary>
/// Gives back to the system what reloads took and no longer need, once they have ceased for a moment: for each, two
/// generations live side by side, and the collector would keep the room of the second.
/// </summary>
internal sealed class SpareMemory(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    // Requests wait meanwhile, for a time in proportion to what lives: tens of milliseconds here, too long beyond.
    private const long Largest = 64 * 1024 * 1024;

    private int _reloads;

    /// <summary>Does nothing when there is another reload meanwhile, whose turn it is then.</summary>
    public async Task ReturnWhenQuiet()
    {
        var mine = Interlocked.Increment(ref _reloads);
        await Task.Delay(Quiet, time);
        if (mine != Volatile.Read(ref _reloads) || GC.GetTotalMemory(forceFullCollection: false) > Largest)
            return;

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
    }
}
