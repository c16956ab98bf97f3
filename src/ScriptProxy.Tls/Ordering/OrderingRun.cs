using Microsoft.Extensions.Logging;
using ScriptProxy.Acme;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>How names are ordered while one plan's way of ordering holds: by which CAs, how proved, how many at once.</summary>
/// <param name="authorities">The CAs, the preferred one first.</param>
/// <param name="desk">Who orders.</param>
/// <param name="parallel">How many orders may be under way at once.</param>
internal sealed class OrderingRun(IReadOnlyList<Authority> authorities, OrderDesk desk, int parallel) : IDisposable
{
    private const string DirectoryNote = "directory";

    private readonly SemaphoreSlim _gate = new(parallel);

    /// <summary>The one of a plan.</summary>
    public static OrderingRun For(OrderingPlan plan, CertificateStore store, ProofPlaces places, ILogger log, TimeProvider time)
    {
        var desk = new OrderDesk(store, RespondersFor(plan, places, time), words => OrderingLog.Warned(log, words));
        return new OrderingRun([.. plan.Authorities.Select(ca => new Authority(ca, store, time))], desk, plan.Parallel);
    }

    public IReadOnlyList<Authority> Authorities => authorities;

    public OrderDesk Desk => desk;

    /// <summary>What is remembered with a certificate.</summary>
    public static IReadOnlyDictionary<string, string> NotesFor(Authority authority) =>
        new Dictionary<string, string> { [DirectoryNote] = authority.Directory.AbsoluteUri };

    /// <summary>The CA that a certificate was ordered from; null when it is none of ours.</summary>
    public Authority? AuthorityOf(StoredCertificate stored) => authorities.FirstOrDefault(authority =>
        stored.Notes.TryGetValue(DirectoryNote, out var directory) && directory == authority.Directory.AbsoluteUri);

    /// <summary>What the store has for a name, if it is of one of our CAs; nobody wants staging's after the trying out.</summary>
    public StoredCertificate? Stored(string name, OrderingContext context)
    {
        if (context.Store.Find(name) is not { } found)
            return null;
        if (AuthorityOf(found) is not null && found.Bundle.NotAfter > context.Time.GetUtcNow())
            return found;
        found.Dispose();
        return null;
    }

    /// <summary>
    /// Revokes what is stored for a name, by the account that ordered it, and takes it out of the store; returns why it could not
    /// be, or null. It is shown until another has arrived: a client gains nothing by one that nobody signed.
    /// </summary>
    public async Task<string?> Revoke(string name, RevocationReason reason, OrderingContext context, CancellationToken stop)
    {
        try
        {
            using var held = await context.Store.Lock(name, stop);
            using var stored = Stored(name, context);
            if (stored is null)
                return "there is none of this CA in the store that is still good";
            await Revoke(AuthorityOf(stored)!, stored, reason, stop);
            context.Store.Remove(name);
            OrderingLog.Revoked(context.Log, name, AuthorityOf(stored)!.Directory.Host);
            return null;
        }
        catch (Exception error) when (IsReported(error))
        {
            return error.Message;
        }
    }

    /// <summary>Whether it is a failure whose message is for the user, not a bug.</summary>
    public static bool IsReported(Exception error) =>
        error is AcmeException or StoreException or InvalidOperationException or TimeoutException;

    /// <summary>Waits until an order may begin; dispose what it returns when the order has ended.</summary>
    public async Task<IDisposable> Turn(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        return new Place(_gate);
    }

    public void Dispose()
    {
        foreach (var authority in authorities)
            authority.Dispose();
        _gate.Dispose();
    }

    private static List<IChallengeResponder> RespondersFor(OrderingPlan plan, ProofPlaces places, TimeProvider time)
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

    private static async Task Revoke(
        Authority authority, StoredCertificate stored, RevocationReason reason, CancellationToken stop)
    {
        try
        {
            var account = await authority.Account(stop);
            await account.Revoke(stored.Bundle.Leaf, reason, stop);
        }
        catch (AcmeException error) when (error.Problem?.Type == "alreadyRevoked")
        {
            // RFC 8555, section 7.6: somebody has done it elsewhere, which is what is wanted.
        }
    }

    private sealed class Place(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
