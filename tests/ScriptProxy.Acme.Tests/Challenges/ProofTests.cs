using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Acme.Challenges;

namespace ScriptProxy.Acme.Tests.Challenges;

public sealed class ProofTests
{
    private readonly Proof _proof = new(ChallengeType.TlsAlpn01, "a.example", "token", "thumb");

    [Fact]
    public void Joins_token_and_thumbprint() => Assert.Equal("token.thumb", _proof.KeyAuthorization);

    [Fact]
    public void Stands_where_HTTP_01_looks() => Assert.Equal("/.well-known/acme-challenge/token", _proof.HttpPath);

    [Fact]
    public void Stands_where_DNS_01_looks()
    {
        Assert.Equal("_acme-challenge.a.example", _proof.DnsRecord);
        // base64url(SHA-256("token.thumb"))
        Assert.Equal(
            Convert.ToBase64String(SHA256.HashData("token.thumb"u8)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            _proof.DnsText);
    }

    [Fact]
    public void Makes_the_certificate_of_RFC_8737()
    {
        using var certificate = _proof.TlsCertificate(TimeProvider.System);

        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        var identifier = certificate.Extensions.Single(extension => extension.Oid!.Value == "1.3.6.1.5.5.7.1.31");
        Assert.Equal(["a.example"], names.EnumerateDnsNames());
        Assert.True(identifier.Critical);
        Assert.Equal([0x04, 0x20, .. SHA256.HashData(Encoding.ASCII.GetBytes("token.thumb"))], identifier.RawData);
        Assert.True(certificate.HasPrivateKey);
    }
}
