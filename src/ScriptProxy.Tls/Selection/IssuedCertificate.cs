using ScriptProxy.Tls.Issuing;

namespace ScriptProxy.Tls.Selection;

/// <summary>A certificate that is made here, and made again when two thirds of its life are over, by the handshake that notices.</summary>
internal sealed class IssuedCertificate(
    ILeafIssuer issuer, IReadOnlyList<string> names, string source, bool isStandIn, TimeProvider time)
{
    private readonly Lock _making = new();
    private volatile Issue? _current;

    /// <summary>The one that is good now.</summary>
    public ServedCertificate Current => _current is { } current && time.GetUtcNow() < current.RenewAt ? current.Served : Renewed();

    private ServedCertificate Renewed()
    {
        lock (_making)
        {
            var now = time.GetUtcNow();
            if (_current is { } current && now < current.RenewAt)
                return current.Served;
            var bundle = issuer.Issue(names, now);
            var next = new Issue(new ServedCertificate(bundle, source, isStandIn), now + ((bundle.NotAfter - now) * 2 / 3));
            _current = next;
            return next.Served;
        }
    }

    private sealed record Issue(ServedCertificate Served, DateTimeOffset RenewAt);
}
