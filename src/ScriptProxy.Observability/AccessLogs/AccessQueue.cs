using System.Threading.Channels;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>The queue between requests and the writing loop: bounded for records, always open to orders.</summary>
internal sealed class AccessQueue(int capacity)
{
    // The bound is counted here: a bounded channel takes a lock per record, and could refuse an order.
    private readonly Channel<AccessEntry> _entries = Channel.CreateUnbounded<AccessEntry>(
        new UnboundedChannelOptions { SingleReader = true });

    private int _waiting;
    private long _dropped;

    /// <summary>Records that did not fit since the last <see cref="TakeDropped"/>.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Gives the number of records that did not fit, and begins to count anew.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    /// <summary>Queues a record, or drops and counts it.</summary>
    public void Add(in AccessRecord record)
    {
        if (Interlocked.Increment(ref _waiting) <= capacity && _entries.Writer.TryWrite(new AccessEntry(record, null)))
            return;
        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _dropped);
    }

    /// <summary>Queues an order; false when the log is closed.</summary>
    public bool Add(AccessOrder order) => _entries.Writer.TryWrite(new AccessEntry(default, order));

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _entries.Writer.TryComplete();

    /// <summary>False when nothing more comes.</summary>
    public ValueTask<bool> WaitToReadAsync() => _entries.Reader.WaitToReadAsync();

    public bool TryRead(out AccessEntry entry)
    {
        if (!_entries.Reader.TryRead(out entry))
            return false;
        if (entry.Order is null)
            Interlocked.Decrement(ref _waiting);
        return true;
    }
}
