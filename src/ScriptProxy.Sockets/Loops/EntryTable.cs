namespace ScriptProxy.Sockets.Loops;

/// <summary>
/// Finds what an event is for. An event of a socket that has been closed since it was reported finds nothing,
/// although the descriptor may belong to another one already.
/// </summary>
internal sealed class EntryTable
{
    private readonly Lock _gate = new();
    private readonly Stack<int> _free = [];
    private volatile LoopEntry?[] _entries = new LoopEntry?[64];
    private uint _serial;
    private int _used;

    public void Add(LoopEntry entry)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var index))
                index = _used++;
            if (index == _entries.Length)
            {
                var larger = new LoopEntry?[index * 2];
                _entries.CopyTo(larger, 0);
                _entries = larger;
            }

            // Never 0, which is the loop's own.
            if (++_serial == 0)
                _serial = 1;
            entry.Token = ((ulong)_serial << 32) | (uint)index;
            Volatile.Write(ref _entries[index], entry);
        }
    }

    public void Remove(LoopEntry entry)
    {
        var index = (int)(uint)entry.Token;
        lock (_gate)
        {
            if (index >= _entries.Length || _entries[index] != entry)
                return;
            _entries[index] = null;
            _free.Push(index);
        }
    }

    public LoopEntry? Find(ulong token)
    {
        var entries = _entries;
        var index = (int)(uint)token;
        if ((uint)index >= (uint)entries.Length)
            return null;
        var entry = Volatile.Read(ref entries[index]);
        return entry?.Token == token ? entry : null;
    }

    public IReadOnlyList<LoopEntry> All()
    {
        lock (_gate)
            return [.. _entries.OfType<LoopEntry>()];
    }
}
