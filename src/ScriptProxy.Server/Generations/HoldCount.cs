using System.Numerics;

namespace ScriptProxy.Server.Generations;

/// <summary>
/// Counts who holds a generation. Each adds to the cell of the processor it runs on, so that processors do not wait for each
/// other's cache lines; only once it has been closed does somebody add the cells up.
/// </summary>
internal sealed class HoldCount
{
    // Two cache lines from one cell to the next.
    private const int Distance = 16;

    private readonly long[] _cells;
    private readonly int _mask;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;

    public HoldCount()
    {
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _cells = new long[(count + 1) * Distance];
        _mask = count - 1;
    }

    /// <summary>Done when it was closed and nobody holds it any more.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Adds a hold, unless it was closed.</summary>
    public bool TryTake()
    {
        // Added before looking: whoever closes looks afterwards, so that one of both sees the other.
        ref var cell = ref Cell;
        Interlocked.Increment(ref cell);
        if (!_closed)
            return true;
        Interlocked.Decrement(ref cell);
        Look();
        return false;
    }

    /// <summary>Gives a hold back, on whatever processor.</summary>
    public void Release()
    {
        Interlocked.Decrement(ref Cell);
        if (_closed)
            Look();
    }

    /// <summary>From now on nobody can take hold of it.</summary>
    public void Close()
    {
        _closed = true;
        Interlocked.MemoryBarrier();
        Look();
    }

    private ref long Cell => ref _cells[((Thread.GetCurrentProcessorId() & _mask) + 1) * Distance];

    // Holds are only given back by now, so that what is read one after the other is never less than there are.
    private void Look()
    {
        var holds = 0L;
        for (var i = Distance; i < _cells.Length; i += Distance)
            holds += Interlocked.Read(ref _cells[i]);
        if (holds == 0)
            _drained.TrySetResult();
    }
}
