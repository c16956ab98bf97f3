using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ScriptProxy.Testing.Pebble;

/// <summary>
/// A real ACME server, strict, with a name server of its own: validation goes over loopback to <see cref="HttpPort"/>
/// and <see cref="TlsPort"/>, where the test listens. Its processes end when it is disposed.
/// </summary>
public sealed class PebbleServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly int _managementPort = FreePort.Next();
    private readonly HttpClient _management;
    private ChildProcess? _process;

    private PebbleServer(ChallengeDns dns)
    {
        Dns = dns;
        _management = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = VerifiedConnection.Trusting(Authority.Root),
            },
        })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{_managementPort}/"),
        };
    }

    /// <summary>Where its directory is.</summary>
    public Uri Directory => new($"https://127.0.0.1:{_port}/dir");

    /// <summary>The authority that its own address is certified by, which clients must be told to trust.</summary>
    public TestCa Authority { get; } = TestCa.WithoutIntermediate();

    /// <summary>The root of <see cref="Authority"/> as a file, for <c>ca</c> in <c>[acme]</c>.</summary>
    public string AuthorityFile => _folder.At("authority.pem");

    /// <summary>Where it connects to for HTTP-01.</summary>
    public int HttpPort { get; } = FreePort.Next();

    /// <summary>Where it connects to for TLS-ALPN-01.</summary>
    public int TlsPort { get; } = FreePort.Next();

    public ChallengeDns Dns { get; }

    /// <summary>What it has printed so far.</summary>
    public string Printed => _process?.Printed ?? "";

    public static async Task<PebbleServer> Start(PebbleOptions? options = null)
    {
        if (PebblePrograms.Missing is { } reason)
            throw new InvalidOperationException(reason);
        var server = new PebbleServer(await ChallengeDns.Start());
        try
        {
            await server.Run(options ?? new PebbleOptions());
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of the roots of what it issues, made anew at each start.</summary>
    public async Task<X509Certificate2> Root(int number = 0) =>
        X509Certificate2.CreateFromPem(await _management.GetStringAsync($"roots/{number}"));

    /// <summary><c>Valid</c> or <c>Revoked</c>.</summary>
    public async Task<string> StatusOf(X509Certificate2 certificate)
    {
        // Go writes a number's hex without zeros in front.
        var serial = certificate.SerialNumber.TrimStart('0').ToLowerInvariant();
        using var answer = JsonDocument.Parse(await _management.GetStringAsync($"cert-status-by-serial/{serial}"));
        return answer.RootElement.GetProperty("Status").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        await Dns.DisposeAsync();
        _management.Dispose();
        Authority.Dispose();
        _folder.Dispose();
    }

    private async Task Run(PebbleOptions options)
    {
        _folder.Write("authority.pem", Authority.RootPem);
        using (var certificate = Authority.Issue("localhost", "127.0.0.1"))
        {
            _folder.Write("cert.pem", certificate.ExportCertificatePem());
            _folder.Write("key.pem", TestCa.KeyOf(certificate));
        }

        _process = ChildProcess.Start(
            PebblePrograms.Server!,
            ["-config", _folder.Write(
                "pebble.json", Configuration(options)), "-dnsserver", $"127.0.0.1:{Dns.Port}", "-strict"],
            Environment(options));
        await _process.UntilItAccepts(_port);
        await _process.UntilItAccepts(_managementPort);
    }

    private string Configuration(PebbleOptions options) => JsonSerializer.Serialize(new
    {
        pebble = new
        {
            listenAddress = $"127.0.0.1:{_port}",
            managementListenAddress = $"127.0.0.1:{_managementPort}",
            certificate = _folder.At("cert.pem"),
            privateKey = _folder.At("key.pem"),
            httpPort = HttpPort,
            tlsPort = TlsPort,
            externalAccountBindingRequired = options.ExternalAccounts.Count > 0,
            externalAccountMACKeys = options.ExternalAccounts,
        },
    });

    private static Dictionary<string, string> Environment(PebbleOptions options) => new()
    {
        ["PEBBLE_VA_NOSLEEP"] = "1",
        ["PEBBLE_WFE_NONCEREJECT"] = Text(options.BadNonces),
        ["PEBBLE_ALTERNATE_ROOTS"] = Text(options.AlternateRoots),
        ["PEBBLE_AUTHZREUSE"] = Text(options.AuthorizationReuse),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
