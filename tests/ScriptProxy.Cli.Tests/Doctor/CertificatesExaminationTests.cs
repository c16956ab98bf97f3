using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Cli.Doctor;
using ScriptProxy.Cli.Doctor.Examinations;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Tests.Doctor;

/// <summary>Certificates in files, and those that only the running proxy knows.</summary>
public sealed class CertificatesExaminationTests : IDisposable
{
    private const string Site = "[site.main]\nupstream = \"echo:\"\n";

    private readonly Planted _planted = new();

    [Theory]
    [InlineData(-1, nameof(Grade.Fault), "has expired on 2026-11-23")]
    [InlineData(5, nameof(Grade.Warning), "has 5 days left")]
    [InlineData(90, nameof(Grade.Fine), "has 90 days left")]
    public async Task Certificates_are_told_with_their_days(int days, string grade, string message)
    {
        WriteCertificate("app.example.com", days);

        var finding = Assert.Single(
            await _planted.Examine(new CertificatesExamination(), Certificate("app.example.com")));

        Assert.Equal(grade, finding.Grade.ToString());
        Assert.Contains(message, finding.Message);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_a_fault()
    {
        WriteCertificate("other.example.com", 90);

        var findings = await _planted.Examine(new CertificatesExamination(), Certificate("app.example.com"));

        Assert.Contains(
            "is not for 'app.example.com'", Assert.Single(findings, one => one.Grade == Grade.Fault).Message);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_a_fault()
    {
        WriteCertificate("app.example.com", 90);
        File.Delete(_planted.Folder.At("key.pem"));

        var finding = Assert.Single(
            await _planted.Examine(new CertificatesExamination(), Certificate("app.example.com")));

        Assert.Equal(Grade.Fault, finding.Grade);
    }

    [Theory]
    [InlineData(CertificateSources.StandIn, nameof(Grade.Fault), "a self-signed one stands in")]
    [InlineData(CertificateSources.Internal, nameof(Grade.Fine), "has a certificate of the local CA")]
    [InlineData(CertificateSources.Acme, nameof(Grade.Warning), "has 5 days left")]
    public async Task Certificates_that_only_the_running_proxy_knows_are_told_by_their_source(
        string source, string grade, string message)
    {
        var shown = new CertificateStatus
        {
            Name = "app.example.com",
            Site = "main",
            Source = source,
            File = "state/certificates/app.example.com.pem",
            NotAfter = new DateTimeOffset(2026, 11, 29, 1, 0, 0, TimeSpan.Zero),
        };

        var finding = Assert.Single(await _planted.Examine(
            new CertificatesExamination(), Site, Planted.Running(7) with { Certificates = [shown] }));

        Assert.Equal(grade, finding.Grade.ToString());
        Assert.Contains(message, finding.Message);
    }

    public void Dispose() => _planted.Dispose();

    private static string Certificate(string host) =>
        $"[site.main]\nhosts = [\"{host}\"]\nupstream = \"echo:\"\ncertificate = {{ cert = \"cert.pem\", key = "
        + $"\"key.pem\" }}\n";

    private void WriteCertificate(string host, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(now.AddDays(-100), now.AddDays(days).AddHours(1));
        _planted.Folder.Write("cert.pem", certificate.ExportCertificatePem());
        _planted.Folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
