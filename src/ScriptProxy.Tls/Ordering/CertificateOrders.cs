using Microsoft.Extensions.Logging;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Tls.OnDemand;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// Keeps the certificates of the plan ordered and renewed, in the background, over all reloads: nothing waits for it
/// but a handshake that asks for a name on demand, for a while. What arrives is stored, then shown from the next
/// handshake on.
/// </summary>
/// <param name="shown">Where certificates are shown.</param>
/// <param name="places">Where proofs are put.</param>
/// <param name="approvals">Who says which names on demand are wanted.</param>
/// <param name="logs">Where it is told what came of the orders.</param>
/// <param name="time">The clock.</param>
public sealed class CertificateOrders(
    OrderedCertificates shown, ProofPlaces places, IHostApprovals approvals, ILoggerFactory logs, TimeProvider time)
    : IAsyncDisposable
{
    // A site that approves of all must not make orders faster than a CA fills them.
    private const int MostAwaited = 100;

    private readonly ILogger _log = logs.CreateLogger("certificates");
    private readonly KeptNames _names = new(shown);
    private readonly Lock _changing = new();
    private Task _following = Task.CompletedTask;
    private OrderingPlan _plan = OrderingPlan.Nothing;
    private CertificateStore? _store;
    private OrderingRun? _run;

    /// <summary>How far each name is.</summary>
    public IReadOnlyList<OrderState> States =>
        [.. _names.All.Select(keeper => keeper.State).OrderBy(state => state.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Follows a plan from now on: names that are new are ordered, those that are gone are no longer shown nor
    /// renewed, though the store keeps what it has of them, and those that stay are left alone.
    /// </summary>
    /// <returns>Ends when the plan is followed; nobody needs to wait for it.</returns>
    public Task Follow(OrderingPlan plan, CertificateStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        lock (_changing)
            return _following = FollowAfter(_following, plan, store);
    }

    /// <summary>Orders a name on demand that its site approves of, unless it is ordered already.</summary>
    /// <returns>
    /// Ends with the order; null when none is under way: the last one failed a moment ago, or too many are.
    /// </returns>
    public Task<OrderState>? Demand(string name)
    {
        lock (_changing)
        {
            if (_names.Find(name) is { } kept)
                return kept.UnderWay;
            if (_run is null || _plan.OnDemand.SiteOf(name) is null)
                return null;
            var awaited = _names.All.Count(keeper => keeper is { IsOnDemand: true, State.NotAfter: null });
            if (awaited < MostAwaited)
                return Start(name, isOnDemand: true).UnderWay;
            OrderingLog.TooMany(_log, awaited, name);
            return null;
        }
    }

    /// <summary>Orders a name's certificate now.</summary>
    /// <returns>
    /// How far it is when the order has ended, well or not; it is cancelled when the name goes. Null for a name that
    /// is not kept.
    /// </returns>
    public Task<OrderState>? RenewNow(string name) => _names.Find(name)?.RenewNow();

    /// <summary>Has the CA revoke a name's certificate, and orders another, with another key.</summary>
    /// <returns>What came of it; null for a name that is not of the plan.</returns>
    public async Task<Revocation?> Revoke(string name, RevocationReason reason, CancellationToken stop)
    {
        if (_names.Find(name) is not { } keeper)
            return null;
        return await keeper.Revoke(reason, stop) is { } failure
            ? new Revocation(failure, null)
            : new Revocation(null, RenewNow(name));
    }

    public async ValueTask DisposeAsync()
    {
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var last = ChangeTo(OrderingPlan.Nothing, isOther: true);
        await _names.Stop(_ => true, _ => false);
        last?.Dispose();
    }

    private async Task FollowAfter(Task before, OrderingPlan plan, CertificateStore store)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var isOther = !plan.OrdersLike(_plan) || store != _store;
        var planned = plan.Names.ToHashSet(StringComparer.Ordinal);
        List<string> onDemand = [.. _names.All.Select(keeper => keeper.Name), .. isOther ? Stored(plan, store) : []];
        onDemand.RemoveAll(name => !IsOnDemand(name));

        var old = ChangeTo(plan, isOther);
        await _names.Stop(
            keeper => isOther || !(keeper.IsOnDemand ? IsOnDemand(keeper.Name) : planned.Contains(keeper.Name)),
            keeper => !planned.Contains(keeper.Name) && !IsOnDemand(keeper.Name));
        old?.Dispose();

        lock (_changing)
        {
            _store = store;
            _run ??= OrderingRun.For(plan, store, places, _log, time);
            foreach (var name in plan.Names)
                Start(name, isOnDemand: false);
            foreach (var name in onDemand)
                Start(name, isOnDemand: true);
        }

        bool IsOnDemand(string name) => plan.OnDemand.SiteOf(name) is not null;
    }

    // From now on no name is started that the plan does not have, nor in a way that is not its own.
    private OrderingRun? ChangeTo(OrderingPlan plan, bool isOther)
    {
        lock (_changing)
        {
            _plan = plan;
            if (!isOther)
                return null;
            var old = _run;
            _run = null;
            return old;
        }
    }

    // Those that were ordered on demand before the start, and are still good. Others wait until somebody asks for
    // them.
    private List<string> Stored(OrderingPlan plan, CertificateStore store)
    {
        try
        {
            return [.. store.Names().Where(name => plan.OnDemand.SiteOf(name) is not null && IsGood(name, store))];
        }
        catch (StoreException)
        {
            // Said when the store was opened.
            return [];
        }
    }

    private bool IsGood(string name, CertificateStore store)
    {
        using var stored = store.Find(name);
        if (stored?.Bundle.NotAfter > time.GetUtcNow())
            return true;
        shown.Forget(name);
        return false;
    }

    private NameKeeper Start(string name, bool isOnDemand) => _names.Start(name, () => new NameKeeper(
        name, isOnDemand, new OrderingContext(_store!, shown, _log, time, approvals), _run!));
}
