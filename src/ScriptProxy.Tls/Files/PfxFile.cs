using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Files;

/// <summary>Reads a PKCS#12 file: certificate, chain and key in one.</summary>
internal static class PfxFile
{
    /// <exception cref="CryptographicException">It is none, the password is wrong, or it has no key.</exception>
    public static CertificateBundle Read(string path, string? password)
    {
        var bytes = File.ReadAllBytes(path);
        List<X509Certificate2> found = [.. X509CertificateLoader.LoadPkcs12Collection(bytes, password, X509KeyStorageFlags.Exportable)];
        var leaf = found.Find(one => one.HasPrivateKey) ?? throw new CryptographicException("it has no private key");
        return new CertificateBundle(leaf, CertificateChain.Of(leaf, found));
    }
}
