using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Acme.Challenges;

/// <summary>Makes the self-signed certificate that proves a name by TLS-ALPN-01 (RFC 8737, section 3).</summary>
public static class TlsAlpnCertificate
{
    /// <summary>The protocol in the ClientHello by which the CA asks for it (RFC 8737, section 6.2).</summary>
    public const string Protocol = "acme-tls/1";

    /// <summary>id-pe-acmeIdentifier (RFC 8737, section 6.1).</summary>
    public const string Extension = "1.3.6.1.5.5.7.1.31";

    internal static X509Certificate2 Make(string name, byte[] digest, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ACME challenge", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509Extension(Extension, Encode(digest), critical: true));
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        // The platform's TLS wants a key that was loaded with its certificate.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static byte[] Encode(byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(digest);
        return writer.Encode();
    }
}
