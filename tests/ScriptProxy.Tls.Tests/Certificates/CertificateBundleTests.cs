using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Tests.Certificates;

public sealed class CertificateBundleTests : IDisposable
{
    private readonly TestCa _ca = new();

    public void Dispose() => _ca.Dispose();

    [Fact]
    public void Finds_leaf_and_chain_in_any_order_and_leaves_out_the_root()
    {
        using var leaf = _ca.Issue("a.example.com");
        var text = $"{_ca.RootPem}\n{_ca.IntermediatePem}\nSubject: a.example.com\n{leaf.ExportCertificatePem()}\n";

        using var bundle = CertificateBundle.FromPem(text, TestCa.KeyOf(leaf));

        Assert.Equal(leaf.Thumbprint, bundle.Leaf.Thumbprint);
        Assert.Equal(_ca.Intermediate.Thumbprint, Assert.Single(bundle.Chain).Thumbprint);
    }

    [Fact]
    public void Leaves_out_what_belongs_to_another_chain()
    {
        using var other = new TestCa();
        using var leaf = _ca.Issue("a.example.com");
        using var stranger = other.Issue("b.example.com");
        using var bundle = CertificateBundle.FromPem(_ca.ChainOf(leaf) + stranger.ExportCertificatePem(), TestCa.KeyOf(leaf));
        Assert.Single(bundle.Chain);
    }

    [Fact]
    public void Reads_keys_of_every_kind()
    {
        using var rsa = _ca.IssueRsa("a.example.com");
        using var curve = _ca.Issue("a.example.com");
        using var rsaKey = rsa.GetRSAPrivateKey()!;
        using var curveKey = curve.GetECDsaPrivateKey()!;
        foreach (var (leaf, key) in new[]
        {
            (rsa, rsaKey.ExportRSAPrivateKeyPem()), (rsa, rsaKey.ExportPkcs8PrivateKeyPem()),
            (curve, curveKey.ExportECPrivateKeyPem()), (curve, curveKey.ExportPkcs8PrivateKeyPem()),
        })
        {
            using var bundle = CertificateBundle.FromPem(leaf.ExportCertificatePem(), key);
            Assert.True(bundle.Leaf.HasPrivateKey);
        }
    }

    [Fact]
    public void Opens_an_encrypted_key_with_its_password_only()
    {
        using var leaf = _ca.Issue("a.example.com");
        using var key = leaf.GetECDsaPrivateKey()!;
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem(
            "open", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        using var bundle = CertificateBundle.FromPem(_ca.ChainOf(leaf), locked, "open");

        Assert.True(bundle.Leaf.HasPrivateKey);
        Assert.Throws<CryptographicException>(() => CertificateBundle.FromPem(_ca.ChainOf(leaf), locked, "shut"));
        Assert.Throws<CryptographicException>(() => CertificateBundle.FromPem(_ca.ChainOf(leaf), locked));
    }

    [Fact]
    public void Refuses_a_key_that_belongs_to_none()
    {
        using var leaf = _ca.Issue("a.example.com");
        using var other = _ca.Issue("a.example.com");
        Assert.Throws<CryptographicException>(() => CertificateBundle.FromPem(_ca.ChainOf(leaf), TestCa.KeyOf(other)));
    }

    [Fact]
    public void Ends_when_certificates_sign_each_other_in_a_circle()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var one = Signed("CN=one", "CN=two", key);
        var two = Signed("CN=two", "CN=one", key);
        using var bundle = CertificateBundle.FromPem(one + "\n" + two, key.ExportPkcs8PrivateKeyPem());
        Assert.Single(bundle.Chain);
    }

    private static string Signed(string subject, string issuer, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using var signed = request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(key),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), [1]);
        return signed.ExportCertificatePem();
    }
}
