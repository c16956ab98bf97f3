using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class RenewalMomentsTests : IAsyncLifetime, IDisposable
{
    // ARI's identifier of a certificate whose authority's key is 01 and whose serial number is 02.
    private const string Path = "/renewal/AQ.Ag";

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _state = new();
    private readonly X509Certificate2 _certificate = NinetyDays();
    private readonly SetClock _clock = new() { Now = Begin };
    private FakeCa _ca = null!;
    private Authority _authority = null!;

    public async Task InitializeAsync()
    {
        _ca = await FakeCa.Start();
        var settings = new CaSettings(new Uri($"{_ca.Url}/dir"))
        {
            RootFile = _state.Write("root.pem", _ca.Root.ExportCertificatePem()),
        };
        _authority = new Authority(settings, new CertificateStore(_state.At("store"), NullLoggerFactory.Instance), _clock);
    }

    [Fact]
    public async Task Is_at_two_thirds_of_the_lifetime_when_nobody_says_otherwise()
    {
        var moments = new RenewalMoments(_clock, () => 0);

        await moments.Decide(_certificate, null, default);

        Assert.Equal(Begin.AddDays(60), moments.Due);
        Assert.Equal(moments.Due, moments.LookAgain);
    }

    [Fact]
    public async Task Is_within_the_CAs_window_and_asks_again_when_it_says()
    {
        Suggest(Begin.AddDays(10), Begin.AddDays(12));
        var moments = new RenewalMoments(_clock, () => 0.5);

        await moments.Decide(_certificate, _authority, default);

        Assert.Equal(Begin.AddDays(11), moments.Due);
        Assert.Equal(Begin.AddHours(6), moments.LookAgain);
    }

    [Fact]
    public async Task Follows_the_CA_that_wants_it_sooner_and_keeps_its_choice_while_the_window_stays()
    {
        Suggest(Begin.AddDays(40), Begin.AddDays(42));
        var randoms = new Queue<double>([0, 0.5, 0.25]);
        var moments = new RenewalMoments(_clock, randoms.Dequeue);
        await moments.Decide(_certificate, _authority, default);

        _clock.Now = moments.LookAgain;
        await moments.Decide(_certificate, _authority, default);
        Assert.Equal(Begin.AddDays(41), moments.Due);

        Suggest(Begin.AddDays(-2), Begin.AddDays(2));
        _clock.Now = moments.LookAgain;
        await moments.Decide(_certificate, _authority, default);
        Assert.Equal(Begin.AddDays(-1), moments.Due);
    }

    [Fact]
    public async Task Is_never_in_the_last_tenth_whatever_the_CA_says()
    {
        Suggest(Begin.AddDays(100), Begin.AddDays(101));
        var moments = new RenewalMoments(_clock, () => 0);

        await moments.Decide(_certificate, _authority, default);

        Assert.Equal(Begin.AddDays(81), moments.Due);
    }

    [Fact]
    public async Task Stays_at_two_thirds_and_asks_later_when_the_CA_answers_nonsense()
    {
        _ca.Says(Path, "<html>");
        var moments = new RenewalMoments(_clock, () => 0);

        await moments.Decide(_certificate, _authority, default);

        Assert.Equal(Begin.AddDays(60), moments.Due);
        Assert.Equal(Begin.AddHours(6), moments.LookAgain);
    }

    public async Task DisposeAsync() => await _ca.DisposeAsync();

    public void Dispose()
    {
        _authority.Dispose();
        _certificate.Dispose();
        _state.Dispose();
    }

    private void Suggest(DateTimeOffset start, DateTimeOffset end) => _ca.Says(
        Path,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"suggestedWindow\":{{\"start\":\"{start:yyyy-MM-ddTHH:mm:ssZ}\",\"end\":\"{end:yyyy-MM-ddTHH:mm:ssZ}\"}}}}"),
        200,
        ("Retry-After", "21600"));

    private static X509Certificate2 NinetyDays()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier([1]));
        return request.Create(
            new X500DistinguishedName("CN=CA"), X509SignatureGenerator.CreateForECDsa(key), Begin, Begin.AddDays(90), [2]);
    }
}
