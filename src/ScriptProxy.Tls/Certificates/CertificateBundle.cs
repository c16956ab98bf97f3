using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ScriptProxy.Tls.Certificates;

/// <summary>A certificate with its private key, and the certificates between it and its root: what a server shows.</summary>
/// <param name="Leaf">The certificate; it has a private key.</param>
/// <param name="Chain">Those that follow, the leaf's issuer first; empty when it is signed by a root.</param>
public sealed record CertificateBundle(X509Certificate2 Leaf, X509Certificate2Collection Chain) : IDisposable
{
    /// <summary>
    /// Reads PEM. Of the certificates the one that belongs to the key is the leaf; the others are ordered into its chain, whatever their
    /// order in the text, and a root among them is left out (RFC 8446 §4.4.2).
    /// </summary>
    /// <param name="certificates">Text with one or more <c>BEGIN CERTIFICATE</c>.</param>
    /// <param name="key">Text with a private key: PKCS#8, RSA or EC.</param>
    /// <param name="password">Of an encrypted key; null for one that is not.</param>
    /// <exception cref="CryptographicException">Something is missing or unreadable, or the key belongs to none of them.</exception>
    public static CertificateBundle FromPem(string certificates, string key, string? password = null)
    {
        var found = PemCertificates.Read(certificates);
        if (found.Count == 0)
            throw new CryptographicException("there is no certificate in it");
        using var secret = PemKey.Read(key, password);
        var leaf = found.FirstOrDefault(one => PemKey.IsOf(secret, one))
            ?? throw new CryptographicException("the key does not belong to the certificate");
        try
        {
            var chain = CertificateChain.Of(leaf, found);
            return new CertificateBundle(PemKey.Join(leaf, secret), chain);
        }
        finally
        {
            leaf.Dispose();
        }
    }

    /// <summary>The same, in one text: for what was just issued.</summary>
    /// <exception cref="CryptographicException">Something is missing or unreadable, or the key belongs to none of them.</exception>
    public static CertificateBundle FromPem(string certificates, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return FromPem(certificates, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset NotAfter => Leaf.NotAfter.ToUniversalTime();

    /// <summary>From when on it is good.</summary>
    public DateTimeOffset NotBefore => Leaf.NotBefore.ToUniversalTime();

    /// <summary>The private key as PKCS#8 PEM.</summary>
    public string KeyPem()
    {
        using var key = PemKey.Of(Leaf);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Leaf and chain as PEM.</summary>
    public string ChainPem()
    {
        var text = new StringBuilder();
        foreach (var one in Chain.Prepend(Leaf))
            text.Append(one.ExportCertificatePem()).Append('\n');
        return text.ToString();
    }

    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var one in Chain)
            one.Dispose();
    }
}
