using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme.Challenges;

namespace ScriptProxy.Tls.Challenges;

/// <summary>
/// What is shown to a CA that checks by TLS whether a name is ours (RFC 8737): asked before any site's certificate, on every TLS
/// listener, and only for a ClientHello that offers <see cref="TlsAlpnCertificate.Protocol"/> and nothing else.
/// </summary>
/// <param name="time">What the certificates are dated by.</param>
public sealed class TlsChallenges(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string Token, X509Certificate2 Certificate)> _shown =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is any; when not, a ClientHello need not be looked into.</summary>
    public bool IsEmpty => _shown.IsEmpty;

    /// <summary>From now on shows the proof to who asks for its name.</summary>
    public void Put(Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        _shown[proof.Name] = (proof.Token, proof.TlsCertificate(time));
    }

    /// <summary>Shows it no longer.</summary>
    public void Remove(Proof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        // A handshake may have it in its hands, so it is not disposed. A later order's proof for the name stays.
        if (_shown.TryGetValue(proof.Name, out var shown) && shown.Token == proof.Token)
            _shown.TryRemove(new(proof.Name, shown));
    }

    /// <summary>The certificate for a name; null when no CA is to ask for it.</summary>
    public X509Certificate2? Find(string serverName) =>
        _shown.TryGetValue(serverName, out var shown) ? shown.Certificate : null;
}
