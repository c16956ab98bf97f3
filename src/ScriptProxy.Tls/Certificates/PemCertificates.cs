using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Tls.Certificates;

/// <summary>Finds the certificates in a PEM text, among keys and comments.</summary>
internal static class PemCertificates
{
    /// <exception cref="CryptographicException">One of them is broken.</exception>
    public static IReadOnlyList<X509Certificate2> Read(string text)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPem(text);
        return [.. found];
    }

    /// <exception cref="CryptographicException">There is none, or one is broken.</exception>
    public static void Check(string text)
    {
        var found = Read(text);
        foreach (var one in found)
            one.Dispose();
        if (found.Count == 0)
            throw new CryptographicException("there is none in it");
    }
}
