namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// The state of all limits that some generation has, by what makes two limits the same: a reload goes on with what was
/// counted.
/// </summary>
internal sealed class LimiterRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>
    /// The state with this identity, made when no generation has it. Given back with <see cref="Release"/>.
    /// </summary>
    public T Lease<T>(string identity, Func<T> create)
        where T : class
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(identity, out var entry))
                _entries.Add(identity, entry = new Entry(create()));
            entry.Leases++;
            return (T)entry.State;
        }
    }

    public void Release(string identity)
    {
        lock (_gate)
        {
            if (--_entries[identity].Leases == 0)
                _entries.Remove(identity);
        }
    }

    private sealed class Entry(object state)
    {
        public object State { get; } = state;

        public int Leases { get; set; }
    }
}
