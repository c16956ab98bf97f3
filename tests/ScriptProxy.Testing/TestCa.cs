using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Testing;

/// <summary>A CA of a test's own: a root, an intermediate that signs, and the leafs that it is asked for.</summary>
public sealed class TestCa : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestCa()
    {
        Root = OfCa("CN=Test root", _rootKey).CreateSelfSigned(_now.AddYears(-2), _now.AddYears(10));
        using var signed = OfCa("CN=Test intermediate", _middleKey).Create(Root, _now.AddYears(-2), _now.AddYears(9), [2]);
        Intermediate = signed.CopyWithPrivateKey(_middleKey);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public string RootPem => Root.ExportCertificatePem();

    public string IntermediatePem => Intermediate.ExportCertificatePem();

    /// <summary>A certificate for these names, with its key.</summary>
    public X509Certificate2 Issue(params string[] names) => Issue(TimeSpan.FromDays(90), names);

    /// <summary>One that ends after this time; it may have ended long ago.</summary>
    public X509Certificate2 Issue(TimeSpan left, params string[] names) => Issue(left, ECDsa.Create(ECCurve.NamedCurves.nistP256), names);

    public X509Certificate2 IssueRsa(params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var signed = Sign(request, TimeSpan.FromDays(90), names);
        return signed.CopyWithPrivateKey(key);
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
        _middleKey.Dispose();
    }

    private X509Certificate2 Issue(TimeSpan left, ECDsa key, string[] names)
    {
        using var secret = key;
        using var signed = Sign(new CertificateRequest($"CN={names[0]}", secret, HashAlgorithmName.SHA256), left, names);
        return signed.CopyWithPrivateKey(secret);
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
            Intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(_middleKey), _now.AddYears(-1), _now + left, RandomNumberGenerator.GetBytes(16));
    }

    private static CertificateRequest OfCa(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }
}
