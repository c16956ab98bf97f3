using Microsoft.Extensions.Logging;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Challenges;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// Keeps the certificates of the plan ordered and renewed, in the background, over all reloads: nothing waits for it. What
/// arrives is stored, then shown from the next handshake on.
/// </summary>
/// <param name="shown">Where certificates are shown.</param>
/// <param name="places">Where proofs are put.</param>
/// <param name="logs">Where it is told what came of the orders.</param>
/// <param name="time">The clock.</param>
public sealed class CertificateOrders(
    OrderedCertificates shown, ProofPlaces places, ILoggerFactory logs, TimeProvider time) : IAsyncDisposable
{
    private readonly ILogger _log = logs.CreateLogger("certificates");
    private readonly Dictionary<string, (NameKeeper Keeper, CancellationTokenSource Stop, Task Running)> _keepers =
        new(StringComparer.Ordinal);

    private Task _following = Task.CompletedTask;
    private OrderingPlan _plan = OrderingPlan.Nothing;
    private CertificateStore? _store;
    private OrderingRun? _run;

    /// <summary>How far each name is.</summary>
    public IReadOnlyList<OrderState> States
    {
        get
        {
            lock (_keepers)
                return [.. _keepers.Values.Select(kept => kept.Keeper.State).OrderBy(state => state.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// Follows a plan from now on: names that are new are ordered, those that are gone are no longer shown nor renewed, though
    /// the store keeps what it has of them, and those that stay are left alone.
    /// </summary>
    /// <returns>Ends when the plan is followed; nobody needs to wait for it.</returns>
    public Task Follow(OrderingPlan plan, CertificateStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        lock (_keepers)
            return _following = FollowAfter(_following, plan, store);
    }

    /// <summary>Orders a name's certificate now.</summary>
    /// <returns>
    /// How far it is when the order has ended, well or not; it is cancelled when the name goes. Null for a name that is not of the
    /// plan.
    /// </returns>
    public Task<OrderState>? RenewNow(string name)
    {
        lock (_keepers)
            return _keepers.TryGetValue(name, out var kept) ? kept.Keeper.RenewNow() : null;
    }

    /// <summary>Has the CA revoke a name's certificate, and orders another, with another key.</summary>
    /// <returns>What came of it; null for a name that is not of the plan.</returns>
    public async Task<Revocation?> Revoke(string name, RevocationReason reason, CancellationToken stop)
    {
        NameKeeper keeper;
        lock (_keepers)
        {
            if (!_keepers.TryGetValue(name, out var kept))
                return null;
            keeper = kept.Keeper;
        }

        return await keeper.Revoke(reason, stop) is { } failure
            ? new Revocation(failure, null)
            : new Revocation(null, RenewNow(name));
    }

    public async ValueTask DisposeAsync()
    {
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Stop(_plan.Names, forget: false);
        _run?.Dispose();
    }

    private async Task FollowAfter(Task before, OrderingPlan plan, CertificateStore store)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (!plan.OrdersLike(_plan) || store != _store)
            await Restart(plan, store);
        await Stop(_plan.Names.Except(plan.Names), forget: true);
        _plan = plan;
        foreach (var name in plan.Names)
            Start(name, new OrderingContext(store, shown, _log, time));
    }

    private async Task Restart(OrderingPlan plan, CertificateStore store)
    {
        await Stop(_plan.Names, forget: false);
        _run?.Dispose();
        var responders = RespondersFor(plan);
        var desk = new OrderDesk(store, responders, words => OrderingLog.Warned(_log, words));
        _run = new OrderingRun([.. plan.Authorities.Select(ca => new Authority(ca, store, time))], desk, plan.Parallel);
        _store = store;
    }

    private List<IChallengeResponder> RespondersFor(OrderingPlan plan)
    {
        IChallengeResponder? dns = plan.Dns is { } name ? new DnsResponder(name, places.Dns, time) : null;
        IChallengeResponder? first = plan.Challenge switch
        {
            ChallengeType.Dns01 => dns,
            ChallengeType.TlsAlpn01 => new TlsResponder(places.Tls),
            _ => new HttpResponder(places.Http),
        };
        return [.. new[] { first, dns }.OfType<IChallengeResponder>().Distinct()];
    }

    private void Start(string name, OrderingContext context)
    {
        lock (_keepers)
        {
            if (_keepers.ContainsKey(name))
                return;
            var keeper = new NameKeeper(name, context, _run!);
            var stop = new CancellationTokenSource();
            _keepers.Add(name, (keeper, stop, Task.Run(() => keeper.Run(stop.Token))));
        }
    }

    private async Task Stop(IEnumerable<string> names, bool forget)
    {
        var ending = new List<(NameKeeper Keeper, CancellationTokenSource Stop, Task Running)>();
        lock (_keepers)
        {
            foreach (var name in names)
            {
                if (_keepers.Remove(name, out var kept))
                    ending.Add(kept);
            }
        }

        await Task.WhenAll(ending.Select(kept => kept.Stop.CancelAsync()));
        foreach (var (keeper, stop, running) in ending)
        {
            await running;
            if (forget)
                shown.Forget(keeper.State.Name);
            keeper.Dispose();
            stop.Dispose();
        }
    }
}
