using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// The names that are ordered and renewed now, each by a keeper of its own that runs in the background.
/// </summary>
/// <param name="shown">Where the certificates of those that end are shown no longer.</param>
internal sealed class KeptNames(OrderedCertificates shown)
{
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    public IReadOnlyList<NameKeeper> All
    {
        get
        {
            lock (_kept)
                return [.. _kept.Values.Select(kept => kept.Keeper)];
        }
    }

    public NameKeeper? Find(string name)
    {
        lock (_kept)
            return _kept.GetValueOrDefault(name)?.Keeper;
    }

    /// <summary>The keeper of a name, which is started if there is none.</summary>
    public NameKeeper Start(string name, Func<NameKeeper> make)
    {
        lock (_kept)
        {
            if (_kept.TryGetValue(name, out var there))
                return there.Keeper;
            var keeper = make();
            var stop = new CancellationTokenSource();
            _kept.Add(name, new Kept(keeper, stop, Task.Run(() => Run(keeper, stop))));
            return keeper;
        }
    }

    /// <summary>Stops some of them and waits until they have ended.</summary>
    /// <param name="isOver">Which.</param>
    /// <param name="isForgotten">Of which of those the certificate is no longer shown.</param>
    public async Task Stop(Func<NameKeeper, bool> isOver, Func<NameKeeper, bool> isForgotten)
    {
        List<Kept> ending;
        lock (_kept)
        {
            ending = [.. _kept.Values.Where(kept => isOver(kept.Keeper))];
            foreach (var kept in ending)
                _kept.Remove(kept.Keeper.Name);
        }

        await Task.WhenAll(ending.Select(kept => kept.Stop.CancelAsync()));
        foreach (var (keeper, stop, running) in ending)
        {
            await running;
            if (isForgotten(keeper))
                shown.Forget(keeper.Name);
            stop.Dispose();
        }
    }

    private async Task Run(NameKeeper keeper, CancellationTokenSource stop)
    {
        await keeper.Run(stop.Token);
        lock (_kept)
        {
            // Whoever stops it has taken it out, and does the rest; another may be in its place by now.
            if (_kept.GetValueOrDefault(keeper.Name)?.Keeper != keeper)
                return;
            _kept.Remove(keeper.Name);
        }

        shown.Forget(keeper.Name);
        stop.Dispose();
    }

    private sealed record Kept(NameKeeper Keeper, CancellationTokenSource Stop, Task Running);
}
