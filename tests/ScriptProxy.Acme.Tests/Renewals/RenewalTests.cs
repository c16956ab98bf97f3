using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme.Renewals;
using ScriptProxy.Acme.Tests.Fixtures;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Renewals;

public sealed class RenewalTests : IAsyncLifetime
{
    // The identifier of RFC 9773, section 4.1.
    private const string Path = "/renewal/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE";

    private readonly X509Certificate2 _certificate = Rfc9773Certificate();
    private FakeCa _ca = null!;

    public async Task InitializeAsync() => _ca = await FakeCa.Start();

    [Fact]
    public void Makes_the_identifier_of_RFC_9773() =>
        Assert.Equal("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE", RenewalIdentifier.Of(_certificate));

    [Fact]
    public async Task Reads_the_window()
    {
        _ca.Says(
            Path,
            """
            {"suggestedWindow":{"start":"2025-01-02T04:00:00Z","end":"2025-01-03T04:00:00Z"},"explanationURL":"https://ca.test/why"}
            """,
            200,
            ("Retry-After", "21600"));
        using var client = _ca.Client();

        var window = await client.RenewalInformation(_certificate, default);

        Assert.Equal(new DateTimeOffset(2025, 1, 2, 4, 0, 0, TimeSpan.Zero), window!.Start);
        Assert.Equal(new DateTimeOffset(2025, 1, 2, 16, 0, 0, TimeSpan.Zero), window.Choose(() => 0.5));
        Assert.Equal("https://ca.test/why", window.Explanation);
        Assert.InRange(window.AskAgain - DateTimeOffset.UtcNow, TimeSpan.FromHours(5), TimeSpan.FromHours(6));
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("999999999", 24 * 60)]
    public async Task Asks_again_neither_at_once_nor_never(string retryAfter, int minutes)
    {
        _ca.Says(
            Path,
            """{"suggestedWindow":{"start":"2025-01-02T04:00:00Z","end":"2025-01-03T04:00:00Z"}}""",
            200,
            ("Retry-After", retryAfter));
        using var client = _ca.Client(new StoppedClock());

        var window = await client.RenewalInformation(_certificate, default);

        Assert.Equal(StoppedClock.Now.AddMinutes(minutes), window!.AskAgain);
    }

    [Theory]
    [InlineData("""{"suggestedWindow":{"start":"2025-01-03T04:00:00Z","end":"2025-01-02T04:00:00Z"}}""")]
    [InlineData("""{"suggestedWindow":{"start":"tomorrow","end":"2025-01-02T04:00:00Z"}}""")]
    [InlineData("{}")]
    public async Task Takes_no_nonsense_for_a_window(string body)
    {
        _ca.Says(Path, body);
        using var client = _ca.Client();

        var error = await Assert.ThrowsAsync<AcmeException>(() => client.RenewalInformation(_certificate, default));

        Assert.Equal(AcmeFault.Nonsense, error.Fault);
    }

    [Fact]
    public async Task Has_none_for_a_certificate_without_an_authority_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        using var client = _ca.Client();

        Assert.Null(await client.RenewalInformation(own, default));
    }

    public async Task DisposeAsync()
    {
        _certificate.Dispose();
        await _ca.DisposeAsync();
    }

    private static X509Certificate2 Rfc9773Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=example.com", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            Convert.FromHexString("69885B6B87464041E1B37B847BA0AE2CDE01C8D4")));
        return request.Create(
            new X500DistinguishedName("CN=Example CA"),
            X509SignatureGenerator.CreateForECDsa(key),
            DateTimeOffset.UtcNow,
            DateTimeOffset.UtcNow.AddDays(1),
            Convert.FromHexString("0087654321"));
    }
}
