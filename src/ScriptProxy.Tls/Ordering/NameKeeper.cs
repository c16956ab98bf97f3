using ScriptProxy.Acme;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Renewals;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Sees to it that one name has a certificate for as long as it is wanted: looks, orders, waits, renews.</summary>
internal sealed class NameKeeper(string name, OrderingContext context, OrderingRun run) : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(12);

    private readonly RenewalMoments _moments = new(context.Time, Random.Shared.NextDouble);
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly OrderEnds _ends = new();
    private int _failures;
    private volatile bool _renewNow;
    private volatile OrderState _state = new(name);

    public OrderState State => _state;

    /// <summary>Orders now, whenever it would be due; what it returns ends with the order, or is cancelled if the name goes.</summary>
    public Task<OrderState> RenewNow()
    {
        var end = _ends.Next;
        _renewNow = true;
        if (_woken.CurrentCount == 0)
            _woken.Release();
        return end;
    }

    /// <summary>Has the CA revoke what is stored, and forgets it; returns why it could not be, or null.</summary>
    public Task<string?> Revoke(RevocationReason reason, CancellationToken stop) => run.Revoke(name, reason, context, stop);

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Sleep(await Step(stop), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // A bug of ours, or of a plugin: this name waits, the others go on.
                await Sleep(Fail(error.ToString(), null), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose()
    {
        _woken.Dispose();
        _ends.GiveUp();
    }

    /// <summary>Does what is to be done now; returns when to look again.</summary>
    private async Task<DateTimeOffset> Step(CancellationToken stop)
    {
        using var stored = run.Stored(name, context);
        if (stored is not null && !_renewNow)
        {
            Show(stored);
            await _moments.Decide(stored.Bundle.Leaf, run.AuthorityOf(stored), stop);
            _state = _state with { NotAfter = stored.Bundle.NotAfter, Next = _moments.Due, Failure = _failures > 0 ? _state.Failure : null };
            if (context.Time.GetUtcNow() < _moments.Due)
                return _moments.LookAgain;
        }

        return await Order(stored, stop);
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
        (_failures, _renewNow) = (0, false);
        _state = _state with { NotAfter = bundle.NotAfter, Failure = null };
        _ends.Tell(_state);
    }

    private DateTimeOffset Fail(string reason, DateTimeOffset? notBefore)
    {
        _renewNow = false;
        var next = context.Time.GetUtcNow() + BackOff.After(++_failures, Random.Shared.NextDouble());
        if (notBefore > next)
            next = notBefore.Value;
        if (_state.NotAfter is { } notAfter && notAfter > context.Time.GetUtcNow())
            OrderingLog.NotRenewed(context.Log, name, notAfter, reason, next);
        else
            OrderingLog.Failed(context.Log, name, reason, next);
        _state = _state with { Next = next, Failure = reason };
        _ends.Tell(_state);
        return next;
    }

    private async Task Sleep(DateTimeOffset until, CancellationToken stop)
    {
        while (until - context.Time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            // In parts: the clock may be set, and the machine may sleep.
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var part = Task.Delay(left < LongestSleep ? left : LongestSleep, context.Time, woken.Token);
            var call = _woken.WaitAsync(woken.Token);
            var first = await Task.WhenAny(part, call);
            await woken.CancelAsync();
            stop.ThrowIfCancellationRequested();
            if (first == call)
                return;
        }
    }

    private void Show(StoredCertificate stored)
    {
        if (context.Ordered.Find(name) is not { } shown || !shown.IsSameAs(stored.Bundle))
            context.Ordered.Put(name, CertificateBundle.FromPem(stored.Bundle.ChainPem(), stored.Bundle.KeyPem()), context.Store.PathOf(name));
    }
}
