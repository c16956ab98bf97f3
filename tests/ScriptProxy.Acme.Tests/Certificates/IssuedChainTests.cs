using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Testing;

namespace ScriptProxy.Acme.Tests.Certificates;

public sealed class IssuedChainTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<html>no chain</html>")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Refuses_what_is_no_chain(string pem) =>
        Assert.Equal(AcmeFault.Nonsense, Assert.Throws<AcmeException>(() => IssuedChain.FromPem(pem)).Fault);

    [Fact]
    public void Refuses_an_endless_chain()
    {
        using var authority = TestCa.WithoutIntermediate("ScriptProxy test authority");

        Assert.Throws<AcmeException>(
            () => IssuedChain.FromPem(string.Concat(Enumerable.Repeat(authority.RootPem + "\n", 11))));
    }

    [Fact]
    public void Keeps_nothing_but_the_certificates()
    {
        using var authority = TestCa.WithoutIntermediate("ScriptProxy test authority");
        using var leaf = authority.Issue("a.example");
        using var chain = IssuedChain.FromPem($"hello\n{leaf.ExportCertificatePem()}\n{authority.RootPem}\nbye");

        Assert.Equal(leaf.ExportCertificatePem() + "\n" + authority.RootPem + "\n", chain.ToPem());
        Assert.True(chain.LeadsTo("ScriptProxy test authority"));
        Assert.False(chain.LeadsTo("Another"));
    }

    [Fact]
    public void Requests_all_names_and_no_common_name()
    {
        using var key = SigningRequest.NewKey();

        var request = CertificateRequest.LoadSigningRequest(
            SigningRequest.Make(["A.example", "*.a.example"], key),
            HashAlgorithmName.SHA256,
            CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);

        Assert.Equal("", request.SubjectName.Name);
        Assert.Equal(
            ["a.example", "*.a.example"],
            request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
    }
}
