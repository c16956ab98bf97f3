using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Tls.Certificates;

/// <summary>Reads private keys, RSA or of an elliptic curve, and puts them to their certificates.</summary>
internal static class PemKey
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    /// <exception cref="CryptographicException">There is none, or it cannot be read.</exception>
    public static AsymmetricAlgorithm Read(string text, string? password = null)
    {
        // Old OpenSSL writes what is encrypted as "Proc-Type: 4,ENCRYPTED", which .NET does not read.
        if (text.Contains("Proc-Type:", StringComparison.Ordinal))
            throw new CryptographicException("its encryption is an outdated one; write it anew with `openssl pkcs8 -topk8`");
        var isEncrypted = text.Contains(Encrypted, StringComparison.Ordinal);
        if (isEncrypted && password is null)
            throw new CryptographicException("the key is encrypted");
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new CryptographicException("there is no private key in it");
        return TryRead(ECDsa.Create(), text, isEncrypted ? password : null)
            ?? TryRead(RSA.Create(), text, isEncrypted ? password : null)
            ?? throw new CryptographicException(
                isEncrypted ? "the key's password is wrong" : "the private key in it is neither RSA nor ECDSA, or broken");
    }

    public static bool IsOf(AsymmetricAlgorithm key, X509Certificate2 certificate) =>
        key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    public static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key) => key switch
    {
        ECDsa curve => certificate.CopyWithPrivateKey(curve),
        RSA rsa => certificate.CopyWithPrivateKey(rsa),
        _ => throw new CryptographicException("the key is neither RSA nor ECDSA"),
    };

    public static AsymmetricAlgorithm Of(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
        ?? throw new CryptographicException("the certificate has no key");

    // The label does not say of which kind a PKCS#8 key is.
    private static AsymmetricAlgorithm? TryRead(AsymmetricAlgorithm kind, string text, string? password)
    {
        try
        {
            if (password is null)
                kind.ImportFromPem(text);
            else
                kind.ImportFromEncryptedPem(text, password);
            return kind;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            kind.Dispose();
            return null;
        }
    }
}
