using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed partial class ClientCertificateTests : IDisposable
{
    private readonly TestCa _clients = new();
    private readonly X509Certificate2 _alice;

    public ClientCertificateTests() => _alice = _clients.Issue("alice");

    public void Dispose()
    {
        _alice.Dispose();
        _clients.Dispose();
    }

    [Fact]
    public async Task A_client_of_the_CA_is_served_and_the_upstream_told_who_it_is()
    {
        await using var proxy = await Start();
        var answer = await Ask(proxy, _clients, _alice);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("CN=alice", answer, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(SHA256.HashData(_alice.RawData)), answer, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(_alice.ExportCertificatePem()), answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_refused_where_one_is_required()
    {
        await using var proxy = await Start();
        Assert.Equal("", await Ask(proxy, _clients, null));
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_served_where_one_is_requested_and_cannot_claim_to_be_somebody()
    {
        await using var proxy = await Start("client_certificate = \"request\"");
        var answer = await Ask(proxy, _clients, null, "X-Client-Subject: CN=alice\r\n");
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("CN=alice", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("request")]
    public async Task A_client_of_another_CA_is_refused(string mode)
    {
        using var others = new TestCa();
        using var mallory = others.Issue("alice");
        await using var proxy = await Start($"client_certificate = \"{mode}\"");
        Assert.Equal("", await Ask(proxy, others, mallory));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        using var expired = _clients.Issue(TimeSpan.FromDays(-1), "alice");
        await using var proxy = await Start();
        Assert.Equal("", await Ask(proxy, _clients, expired));
    }

    [Fact]
    public async Task A_reload_with_another_CA_holds_for_the_next_handshake_and_leaves_connections_alone()
    {
        using var others = new TestCa();
        using var bob = others.Issue("bob");
        await using var proxy = await Start();
        using var connection = await proxy.Connect();
        await using var open = await Secure(connection, _clients, _alice);

        proxy.Folder.Write("clients.pem", others.RootPem);
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);

        Assert.Equal("", await Ask(proxy, _clients, _alice));
        Assert.Contains("CN=bob", await Ask(proxy, others, bob), StringComparison.Ordinal);
        Assert.Contains("CN=alice", await Ask(open, ""), StringComparison.Ordinal);
    }

    private Task<TlsProxy> Start(string listener = "") => TlsProxy.StartWith(
        $"""
        @https
        client_ca = "clients.pem"
        {listener}
        [site.a]
        hosts = ["a.example.com"]
        script = "a.csx"
        upstream = "echo:"
        certificate = "internal"
        """,
        [("clients.pem", _clients.RootPem), ("a.csx", Documented())]);

    // The guide's own.
    private static string Documented() => Block().Matches(File.ReadAllText(Checkout.At("docs/scripting.md")))
        .Select(match => match.Groups[1].Value)
        .Single(block => block.Contains("http.ClientCertificate", StringComparison.Ordinal));

    private static async Task<string> Ask(TlsProxy proxy, TestCa ca, X509Certificate2? client, string headers = "")
    {
        using var connection = await proxy.Connect();
        try
        {
            await using var secured = await Secure(connection, ca, client);
            return await Ask(secured, headers);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            return "";
        }
    }

    private static async Task<string> Ask(SslStream secured, string headers)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await secured.WriteAsync(
            Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: a.example.com\r\nConnection: close\r\n{headers}\r\n"),
            limit.Token);
        using var answer = new StreamReader(secured, leaveOpen: true);
        return await answer.ReadToEndAsync(limit.Token);
    }

    private static async Task<SslStream> Secure(TcpClient connection, TestCa ca, X509Certificate2? client)
    {
        var secured = new SslStream(connection.GetStream(), false, (_, shown, _, _) => shown is not null);
        var options = new SslClientAuthenticationOptions { TargetHost = "a.example.com" };
        if (client is not null)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                client, [ca.Intermediate], offline: true);
        await secured.AuthenticateAsClientAsync(options);
        return secured;
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
