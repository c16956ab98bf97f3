using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Certificates;

/// <summary>What a CA gave: the certificate and those that lead to its root (RFC 8555, sections 7.4.2 and 9.1).</summary>
public sealed class IssuedChain : IDisposable
{
    private const int Most = 10;

    private IssuedChain(X509Certificate2Collection all) => All = [.. all];

    /// <summary>The certificate for our names, without its private key.</summary>
    public X509Certificate2 Leaf => All[0];

    /// <summary>The leaf, then each one's issuer; the root is left out by most CAs.</summary>
    public IReadOnlyList<X509Certificate2> All { get; }

    /// <summary>The chain in PEM, as <c>fullchain.pem</c> has it, and nothing else that the CA may have sent around it.</summary>
    public string ToPem() => string.Concat(All.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    /// <summary>Whether the last certificate is one of, or was issued by one of, this common name.</summary>
    public bool LeadsTo(string root) =>
        All[^1].GetNameInfo(X509NameType.SimpleName, forIssuer: true).Equals(root, StringComparison.OrdinalIgnoreCase)
        || All[^1].GetNameInfo(X509NameType.SimpleName, forIssuer: false).Equals(root, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in All)
            certificate.Dispose();
    }

    /// <summary>Reads a chain from PEM, such as a stored one.</summary>
    /// <exception cref="AcmeException">It holds no certificate, or more than any chain does.</exception>
    public static IssuedChain FromPem(string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw new AcmeException(AcmeFault.Nonsense, $"the chain cannot be read: {OneLine.Of(error.Message)}", error);
        }

        return all.Count is > 0 and <= Most
            ? new IssuedChain(all)
            : throw new AcmeException(AcmeFault.Nonsense, $"the chain has {all.Count} certificates, and 1 to {Most} are expected");
    }

    internal static IssuedChain Read(CaAnswer answer) => FromPem(Encoding.UTF8.GetString(answer.Body));
}
