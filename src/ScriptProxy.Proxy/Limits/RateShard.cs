namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// A part of a <see cref="RateTable"/>. For each key it keeps the time at which its next request is due (the generic
/// cell rate algorithm). A time that has passed says the same as no entry, so nothing ever needs to be removed: such a
/// slot is free.
/// </summary>
internal sealed class RateShard(ulong seed, int mostSlots, long tidyEvery)
{
    // A key stands in one of so many slots from its place on.
    private const int Window = 16;
    private const int FewestSlots = 8;

    private readonly Lock _gate = new();
    private Slot[] _slots = SlotsFor(FewestSlots);
    private long _tidied = long.MinValue;

    /// <summary>How many slots there are, used or not.</summary>
    public int Slots => _slots.Length;

    public Admission Take(LimitKey key, ulong place, Rate rate, long now)
    {
        lock (_gate)
        {
            if (now - tidyEvery > _tidied)
                Tidy(now);
            ref var slot = ref Find(key, place, now);
            var due = Math.Max(slot.Due, now);
            var ahead = due - now;
            if (ahead > rate.Tolerance)
                return new Admission(false, ahead - rate.Tolerance);
            slot = new Slot { Key = key, Due = due + rate.Interval };
            return new Admission(true, ahead);
        }
    }

    private ref Slot Find(LimitKey key, ulong place, long now)
    {
        while (true)
        {
            ref var slot = ref Probe(_slots, key, place);
            if (slot.Key == key && slot.Due > now)
                return ref slot;

            // At the cap the key that is least ahead is forgotten: those who are over their rate stay known.
            if (slot.Due <= now || _slots.Length - Window >= mostSlots)
            {
                slot = default;
                return ref slot;
            }

            Resize((_slots.Length - Window) * 2, now);
        }
    }

    /// <summary>The key's own slot, else the one in its window that is due first.</summary>
    private static ref Slot Probe(Slot[] slots, LimitKey key, ulong place)
    {
        var first = (int)(place & (ulong)(slots.Length - Window - 1));
        var best = first;
        for (var i = first; i < first + Window; i++)
        {
            if (slots[i].Key == key)
                return ref slots[i];
            if (slots[i].Due < slots[best].Due)
                best = i;
        }

        return ref slots[best];
    }

    // After a flood of keys the memory is given back.
    private void Tidy(long now)
    {
        _tidied = now;
        var live = 0;
        foreach (ref readonly var slot in _slots.AsSpan())
            live += slot.Due > now ? 1 : 0;
        var wanted = Math.Max(FewestSlots, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)live * 4));
        if (wanted * 2 < _slots.Length - Window)
            Resize(wanted, now);
    }

    private void Resize(int count, long now)
    {
        var slots = SlotsFor(count);
        foreach (ref readonly var old in _slots.AsSpan())
        {
            if (old.Due <= now)
                continue;
            ref var slot = ref Probe(slots, old.Key, old.Key.Place(seed));
            if (slot.Due < old.Due)
                slot = old;
        }

        _slots = slots;
    }

    private static Slot[] SlotsFor(int count) => new Slot[count + Window];

    private struct Slot
    {
        public LimitKey Key;
        public long Due;
    }
}
