using ScriptProxy.Acme;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Renewals;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// Sees to it that one name has a certificate for as long as it is wanted: looks, orders, waits, renews. One on demand
/// is wanted while its site approves, and while there is hope.
/// </summary>
internal sealed class NameKeeper(string name, bool isOnDemand, OrderingContext context, OrderingRun run)
{
    // A client that asks again begins anew, and never comes to more tries an hour than BackOff.
    private const int TriesOnDemand = 4;

    private readonly RenewalMoments _moments = new(context.Time, Random.Shared.NextDouble);
    private readonly OrderCalls _calls = new();
    private int _failures;
    private bool _isOver;
    private volatile OrderState _state = new(name);

    public string Name => name;

    public bool IsOnDemand => isOnDemand;

    public OrderState State => _state;

    private bool IsGood => _state.NotAfter > context.Time.GetUtcNow();

    /// <summary>The order that is under way; null when there is none, or it has to wait.</summary>
    public Task<OrderState>? UnderWay
    {
        get
        {
            // The end first: an order that ends in between has ended it.
            var end = _calls.End;
            return _state.Next is null ? end : null;
        }
    }

    /// <summary>
    /// Orders now, whenever it would be due; what it returns ends with the order, or is cancelled if the name goes.
    /// </summary>
    public Task<OrderState> RenewNow() => _calls.Call();

    /// <summary>Has the CA revoke what is stored, and forgets it; returns why it could not be, or null.</summary>
    public Task<string?> Revoke(RevocationReason reason, CancellationToken stop) =>
        run.Revoke(name, reason, context, stop);

    /// <summary>Ends when it is told to, or by itself when the name is not wanted any more.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !_isOver)
        {
            try
            {
                await _calls.Wait(await Step(stop), context.Time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // A store that cannot be read; else a bug of ours, or of a plugin: this name waits, the others go on.
                var reason = OrderingRun.IsReported(error) ? error.Message : error.ToString();
                var next = Fail(reason, null);
                await _calls.Wait(next, context.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _calls.GiveUp();
    }

    /// <summary>Does what is to be done now; returns when to look again.</summary>
    private async Task<DateTimeOffset> Step(CancellationToken stop)
    {
        using var stored = run.Stored(name, context);
        if (stored is not null && !_calls.IsWanted)
        {
            Show(stored.Bundle);
            var failure = _failures > 0 ? _state.Failure : null;
            _state = _state with { NotAfter = stored.Bundle.NotAfter, Failure = failure };
            await _moments.Decide(stored.Bundle.Leaf, run.AuthorityOf(stored), stop);
            _state = _state with { Next = _moments.Due };
            if (context.Time.GetUtcNow() < _moments.Due)
                return _moments.LookAgain;
        }

        return isOnDemand && await WhyUnwanted() is { } reason ? GiveUp(reason) : await Order(stored, stop);
    }

    private async Task<DateTimeOffset> Order(StoredCertificate? stored, CancellationToken stop)
    {
        using var turn = await run.Turn(stop);
        using var held = await context.Store.Lock(name, stop);
        // Whoever had the lock may have done it.
        using var now = run.Stored(name, context);
        if (now is not null && now.Bundle.Leaf.Thumbprint != stored?.Bundle.Leaf.Thumbprint)
            return context.Time.GetUtcNow();

        _state = _state with { Next = null };
        var failures = new List<string>();
        DateTimeOffset? notBefore = null;
        foreach (var authority in run.Authorities)
        {
            try
            {
                await OrderFrom(authority, now, stop);
                return context.Time.GetUtcNow();
            }
            catch (Exception error) when (OrderingRun.IsReported(error))
            {
                failures.Add($"{authority.Directory.Host}: {error.Message}");
                notBefore ??= (error as AcmeException)?.RetryAt;
            }
        }

        return Fail(string.Join("; then, ", failures), notBefore);
    }

    private async Task OrderFrom(Authority authority, StoredCertificate? replaced, CancellationToken stop)
    {
        OrderingLog.Ordering(context.Log, name, authority.Directory.Host);
        var identifier = replaced is not null && run.AuthorityOf(replaced) == authority
            ? RenewalIdentifier.Of(replaced.Bundle.Leaf)
            : null;
        var bundle = await run.Desk.Order(authority, name, identifier, stop);
        // Shown even if it cannot be stored; the order is then gone on with, and stored, at the next try.
        context.Ordered.Put(name, bundle, context.Store.PathOf(name));
        context.Store.Save(name, bundle, OrderingRun.NotesFor(authority));
        run.Desk.Close(authority, name);
        OrderingLog.Arrived(context.Log, name, authority.Directory.Host, bundle.NotAfter);
        _failures = 0;
        _state = _state with { NotAfter = bundle.NotAfter, Failure = null };
        _calls.Tell(_state);
    }

    private DateTimeOffset Fail(string reason, DateTimeOffset? notBefore)
    {
        var now = context.Time.GetUtcNow();
        var next = BackOff.NotBefore(notBefore, now + BackOff.After(++_failures, Random.Shared.NextDouble()), now);
        if (IsGood)
            OrderingLog.NotRenewed(context.Log, name, _state.NotAfter!.Value, reason, next);
        else
            OrderingLog.Failed(context.Log, name, reason, next);
        _state = _state with { Next = next, Failure = reason };
        _calls.Tell(_state);
        return next;
    }

    private async Task<string?> WhyUnwanted() =>
        _failures >= TriesOnDemand && !IsGood ? "it could not be had" : await context.WhyUnwanted(name);

    private DateTimeOffset GiveUp(string reason)
    {
        _isOver = true;
        OrderingLog.GivenUp(context.Log, name, reason);
        _state = _state with { Failure = reason };
        _calls.Tell(_state);
        return context.Time.GetUtcNow();
    }

    private void Show(CertificateBundle stored)
    {
        if (_state.NotAfter != stored.NotAfter)
            _failures = 0;
        if (context.Ordered.Find(name) is { } shown && shown.IsSameAs(stored))
            return;
        var copy = CertificateBundle.FromPem(stored.ChainPem(), stored.KeyPem());
        context.Ordered.Put(name, copy, context.Store.PathOf(name));
        _calls.TellOfFound(_state with { NotAfter = stored.NotAfter, Failure = null });
    }
}
