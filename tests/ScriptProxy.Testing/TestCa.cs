using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Testing;

/// <summary>A CA of a test's own: a root, an intermediate that signs, and the leafs that it is asked for.</summary>
public sealed class TestCa : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _signingKey;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestCa()
        : this("Test CA", hasIntermediate: true)
    {
    }

    private TestCa(string name, bool hasIntermediate)
    {
        _signingKey = hasIntermediate ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : _rootKey;
        Root = OfCa($"CN={name}", _rootKey).CreateSelfSigned(_now.AddYears(-2), _now.AddYears(10));
        Intermediate = hasIntermediate ? SignIntermediate() : Root;
    }

    public X509Certificate2 Root { get; }

    /// <summary>The one that signs leafs; the root where there is no other.</summary>
    public X509Certificate2 Intermediate { get; }

    public string RootPem => Root.ExportCertificatePem();

    public string IntermediatePem => Intermediate.ExportCertificatePem();

    /// <summary>One whose root signs leafs itself, for servers that show nothing but their own certificate.</summary>
    public static TestCa WithoutIntermediate(string name = "Test CA") => new(name, hasIntermediate: false);

    /// <summary>A certificate for these names, with its key.</summary>
    public X509Certificate2 Issue(params string[] names) => Issue(TimeSpan.FromDays(90), names);

    /// <summary>One that ends after this time; it may have ended long ago.</summary>
    public X509Certificate2 Issue(TimeSpan left, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Sign(new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256), left, names);
        using var whole = signed.CopyWithPrivateKey(key);

        // A key that came from nowhere but memory is not one that SslStream can use everywhere.
        return X509CertificateLoader.LoadPkcs12(
            whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public X509Certificate2 IssueRsa(params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            $"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var signed = Sign(request, TimeSpan.FromDays(90), names);
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Whether a certificate leads to the root.</summary>
    public bool HasSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = VerifiedConnection.Trusting(Root) };
        chain.ChainPolicy.ExtraStore.Add(Intermediate);
        return chain.Build(certificate);
    }

    /// <summary>Leaf and intermediate as PEM, as an ACME CA gives them.</summary>
    public string ChainOf(X509Certificate2 leaf) => $"{leaf.ExportCertificatePem()}\n{IntermediatePem}\n";

    public static string KeyOf(X509Certificate2 leaf)
    {
        using var key = (AsymmetricAlgorithm?)leaf.GetECDsaPrivateKey() ?? leaf.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Writes <c>NAME.pem</c> with the chain and <c>NAME.key</c>.</summary>
    public void Write(TemporaryFolder folder, string name, X509Certificate2 leaf)
    {
        folder.Write($"{name}.pem", ChainOf(leaf));
        folder.Write($"{name}.key", KeyOf(leaf));
    }

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
        _rootKey.Dispose();
        _signingKey.Dispose();
    }

    private X509Certificate2 SignIntermediate()
    {
        using var signed = OfCa("CN=Test intermediate", _signingKey)
            .Create(Root, _now.AddYears(-2), _now.AddYears(9), [2]);
        return signed.CopyWithPrivateKey(_signingKey);
    }

    private X509Certificate2 Sign(CertificateRequest request, TimeSpan left, string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request.Create(
            Intermediate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_signingKey),
            _now.AddYears(-1),
            _now + left,
            RandomNumberGenerator.GetBytes(16));
    }

    private static CertificateRequest OfCa(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }
}
