using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ScriptProxy.Acme.Challenges;

/// <summary>What must be there for the CA to see that a name is ours, for one challenge.</summary>
/// <param name="Type">One of <see cref="ChallengeType"/>.</param>
/// <param name="Name">The name to be proved, without the <c>*.</c> of a wildcard.</param>
/// <param name="Token">The challenge's token.</param>
/// <param name="Thumbprint">Thumbprint of the account's key.</param>
public sealed record Proof(string Type, string Name, string Token, string Thumbprint)
{
    /// <summary>Token and thumbprint (RFC 8555, section 8.1).</summary>
    public string KeyAuthorization { get; } = $"{Token}.{Thumbprint}";

    /// <summary>HTTP-01: the path that answers with <see cref="KeyAuthorization"/> (RFC 8555, section 8.3).</summary>
    public string HttpPath => $"/.well-known/acme-challenge/{Token}";

    /// <summary>DNS-01: the name of the TXT record, without a dot at its end (RFC 8555, section 8.4).</summary>
    public string DnsRecord => $"_acme-challenge.{Name}";

    /// <summary>DNS-01: the text of the TXT record.</summary>
    public string DnsText => Base64Url.EncodeToString(Digest());

    /// <summary>
    /// TLS-ALPN-01: makes the certificate for a ClientHello that offers <c>acme-tls/1</c> and nothing else (RFC 8737, section 3).
    /// </summary>
    public X509Certificate2 TlsCertificate(TimeProvider time) => TlsAlpnCertificate.Make(Name, Digest(), time);

    private byte[] Digest() => SHA256.HashData(Encoding.ASCII.GetBytes(KeyAuthorization));
}
