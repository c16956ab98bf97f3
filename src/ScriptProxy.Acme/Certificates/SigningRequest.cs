using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Acme.Certificates;

/// <summary>Makes certificates' keys and the requests that finalize orders (RFC 8555 section 7.4, RFC 2986).</summary>
public static class SigningRequest
{
    /// <summary>A new key of the kind that serves best: ECDSA on P-256.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The request in DER, its names in subjectAltName and nowhere else.</summary>
    /// <param name="names">The names of the order, all of them.</param>
    /// <param name="key">The certificate's key, ECDSA or RSA. Never the account's: RFC 8555, section 11.1.</param>
    public static byte[] Make(IReadOnlyList<string> names, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(names);
        var subject = new X500DistinguishedName("");
        var request = key switch
        {
            ECDsa ecdsa => new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256),
            RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new AcmeException(AcmeFault.Unsupported, "a certificate's key must be ECDSA or RSA"),
        };
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            alternatives.AddDnsName(DnsName.Of(name));
        request.CertificateExtensions.Add(alternatives.Build());
        return request.CreateSigningRequest();
    }
}
