using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Challenges;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Ordering;

/// <summary>What of a proxy has to do with orders: a store, what is shown, and what answers a CA.</summary>
internal sealed class OrderingProxy : IAsyncDisposable
{
    private readonly PebbleServer _pebble;

    public OrderingProxy(PebbleServer pebble, string folder, ILoggerFactory? logs = null, TimeProvider? time = null)
    {
        _pebble = pebble;
        Dns = new SlowDns(pebble.Dns);
        Tls = new TlsChallenges(TimeProvider.System);
        Store = new CertificateStore(folder, NullLoggerFactory.Instance);
        Orders = new CertificateOrders(
            Shown, new ProofPlaces(Http, Tls, Dns), Approvals, logs ?? NullLoggerFactory.Instance, time ?? TimeProvider.System);
    }

    public OrderedCertificates Shown { get; } = new();

    public HttpChallenges Http { get; } = new();

    public TlsChallenges Tls { get; }

    public SlowDns Dns { get; }

    public SetApprovals Approvals { get; } = new();

    public CertificateStore Store { get; }

    public CertificateOrders Orders { get; }

    public CaSettings Ca => new(_pebble.Directory) { AgreeToTerms = true, RootFile = _pebble.AuthorityFile };

    public ChallengeServer Listen() => new(_pebble.HttpPort, _pebble.TlsPort, Http.Find, Tls.Find);

    public Task Follow(params string[] names) => Follow(new OrderingPlan(names, [Ca]));

    public Task Follow(OrderingPlan plan) => Orders.Follow(plan, Store);

    /// <summary>The certificate that is shown for a name, which may take its time to arrive.</summary>
    public Task<ServedCertificate> Arrives(string name, string? otherThan = null) => Eventually(
        () => Shown.Find(name) is { } found && found.Bundle.Leaf.Thumbprint != otherThan ? found : null);

    public Task<OrderState> Fails(string name) =>
        Eventually(() => Orders.States.FirstOrDefault(state => state.Name == name && state.Failure is not null));

    public ValueTask DisposeAsync() => Orders.DisposeAsync();

    /// <summary>Waits until something is so.</summary>
    public Task Becomes(Func<bool> look) => Eventually(() => look() ? this : null);

    private async Task<T> Eventually<T>(Func<T?> look)
        where T : class
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (look() is { } found)
                return found;
            await Task.Delay(50);
        }

        throw new TimeoutException(string.Join('\n', Orders.States));
    }
}
