using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Selection;

/// <summary>A certificate as handshakes show it: with its chain, made ready once.</summary>
public sealed class ServedCertificate
{
    private readonly CertificateBundle _bundle;
    private IReadOnlyList<string>? _names;

    /// <param name="bundle">
    /// The certificate. It is not disposed: a handshake may still be using it when it is replaced.
    /// </param>
    /// <param name="source">Where it comes from, for people: a file's path, or a word.</param>
    /// <param name="isStandIn">Whether it only stands in for one that is still to come.</param>
    public ServedCertificate(CertificateBundle bundle, string source, bool isStandIn = false)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        _bundle = bundle;
        Source = source;
        IsStandIn = isStandIn;

        // Offline: what is missing in the chain must not be looked for on the net while a client waits.
        Context = SslStreamCertificateContext.Create(bundle.Leaf, bundle.Chain, offline: true);
    }

    /// <summary>
    /// What <see cref="SslStream"/> takes. Sessions that clients resume belong to it, so it is worth keeping.
    /// </summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Where it comes from, for people.</summary>
    public string Source { get; }

    /// <summary>Whether it only stands in for one that is still to come; no client trusts it.</summary>
    public bool IsStandIn { get; }

    /// <summary>The names that it is made out for, wildcards included.</summary>
    public IReadOnlyList<string> Names => _names ??=
    [
        .. _bundle.Leaf.Extensions
            .OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames()),
    ];

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset NotAfter => _bundle.NotAfter;

    /// <summary>From when on it is good.</summary>
    public DateTimeOffset NotBefore => _bundle.NotBefore;

    /// <summary>The certificate and its chain.</summary>
    public CertificateBundle Bundle => _bundle;

    /// <summary>Whether it is made out for the host (RFC 9525).</summary>
    public bool Covers(string host) => Hosts.IsHost(host) && _bundle.Leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false);

    /// <summary>Whether both show the same bytes, key and chain.</summary>
    public bool IsSameAs(CertificateBundle other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _bundle.Leaf.RawDataMemory.Span.SequenceEqual(other.Leaf.RawDataMemory.Span)
            && _bundle.Chain.Select(one => one.Thumbprint).SequenceEqual(other.Chain.Select(one => one.Thumbprint));
    }
}
