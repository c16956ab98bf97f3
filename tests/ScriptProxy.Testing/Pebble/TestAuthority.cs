using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Testing.Pebble;

/// <summary>A certificate authority of a test's own, for servers on loopback.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ScriptProxy test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        Root = X509CertificateLoader.LoadCertificate(_root.RawData);
    }

    /// <summary>The root without its key.</summary>
    public X509Certificate2 Root { get; }

    public string RootPem => _root.ExportCertificatePem();

    /// <summary>A certificate with its key, for <c>localhost</c> and 127.0.0.1 or for the names given.</summary>
    public X509Certificate2 Issue(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(NamesOf(names));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        using var issued = request.Create(
            _root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(12));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(
            whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose()
    {
        _root.Dispose();
        Root.Dispose();
    }

    private static X509Extension NamesOf(string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.DefaultIfEmpty("localhost"))
            alternatives.AddDnsName(name);
        if (names.Length == 0)
            alternatives.AddIpAddress(IPAddress.Loopback);
        return alternatives.Build();
    }
}
