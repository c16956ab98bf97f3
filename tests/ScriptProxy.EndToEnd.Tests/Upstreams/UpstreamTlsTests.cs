using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class UpstreamTlsTests : IDisposable
{
    private readonly TestCa _authority = TestCa.WithoutIntermediate();
    private int _handshakes;
    private string? _asked;
    private string? _shown;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_server_with_a_certificate_of_a_private_CA_is_trusted_when_ca_names_it()
    {
        await using var server = Secured("127.0.0.1");
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\" }");
        Assert.Equal("secret", await proxy.GetText("/"));
    }

    [Fact]
    public async Task Without_it_the_answer_is_502_and_the_line_says_who_signed_and_what_to_set()
    {
        await using var server = Secured("127.0.0.1");
        await using var proxy = await Start(server, "");
        await Refused(proxy, "could not be spoken TLS with", "signed by 'CN=Test CA', which is not trusted (tls.ca");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_with_both_names()
    {
        await using var server = Secured("app.internal");
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\" }");
        await Refused(proxy, "is for 'app.internal', not for '127.0.0.1' (tls.server_name");
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_with_its_dates()
    {
        await using var server = Secured("127.0.0.1", daysLeft: -1);
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\" }");
        await Refused(proxy, "its certificate is valid from ");
    }

    [Fact]
    public async Task Server_name_is_sent_and_verified()
    {
        await using var server = Secured("app.internal");
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\", server_name = \"app.internal\" }");
        Assert.Equal("secret", await proxy.GetText("/"));
        Assert.Equal("app.internal", _asked);
    }

    [Fact]
    public async Task One_handshake_is_enough_for_requests_that_follow_each_other()
    {
        await using var server = Secured("127.0.0.1");
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\" }");
        for (var request = 0; request < 10; request++)
            Assert.Equal("secret", await proxy.GetText("/"));
        Assert.Equal(1, _handshakes);
    }

    [Fact]
    public async Task Nothing_is_verified_when_verify_is_off()
    {
        await using var server = Secured("somebody.else", daysLeft: -1);
        await using var proxy = await Start(server, "tls = { verify = false }");
        Assert.Equal("secret", await proxy.GetText("/"));
    }

    [Fact]
    public async Task The_proxy_shows_its_own_certificate_to_a_server_that_asks()
    {
        await using var server = Secured("127.0.0.1", asksForClient: true);
        await using var proxy = await Start(
            server, "tls = { ca = \"ca.pem\", cert = \"client.pem\", key = \"client.key\" }");
        Assert.Equal("secret", await proxy.GetText("/"));
        Assert.Equal("CN=proxy", _shown);
    }

    [Fact]
    public async Task A_file_whose_contents_have_changed_is_read_again_by_a_reload()
    {
        using var wrong = TestCa.WithoutIntermediate();
        await using var server = Secured("127.0.0.1");
        await using var proxy = await Start(server, "tls = { ca = \"ca.pem\" }");
        proxy.Folder.Write("ca.pem", wrong.RootPem);
        Assert.Empty(await proxy.Reload());
        await Refused(proxy, "which is not trusted");
        proxy.Folder.Write("ca.pem", _authority.RootPem);
        Assert.Empty(await proxy.Reload());
        Assert.Equal("secret", await proxy.GetText("/"));
    }

    private static async Task Refused(RunningProxy proxy, params string[] reasons)
    {
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        var line = Assert.Single(proxy.Log.Lines);
        Assert.All(reasons, reason => Assert.Contains(reason, line, StringComparison.Ordinal));
    }

    private Task<RunningProxy> Start(SocketBackend server, string tls)
    {
        using var client = _authority.Issue("proxy");
        return UpstreamProxy.Start(
            $"servers = [\"https://127.0.0.1:{server.Port}\"]\n{tls}",
            null,
            ("ca.pem", _authority.RootPem),
            ("client.pem", client.ExportCertificatePem()),
            ("client.key", TestCa.KeyOf(client)));
    }

    private SocketBackend Secured(string name, int daysLeft = 5, bool asksForClient = false)
    {
        var certificate = _authority.Issue(TimeSpan.FromDays(daysLeft), name);
        return new SocketBackend(async (stream, stop) =>
        {
            await using var secured = new SslStream(stream);
            var options = new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = asksForClient,
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                {
                    _shown = shown?.Subject;
                    return !asksForClient || (shown is X509Certificate2 client && _authority.HasSigned(client));
                },
            };
            try
            {
                await secured.AuthenticateAsServerAsync(options, stop);
            }
            catch (System.Security.Authentication.AuthenticationException)
            {
                // The proxy refused, which is what the test is about.
                return;
            }

            Interlocked.Increment(ref _handshakes);
            _asked = secured.TargetHostName;
            while (await RawMessages.Read(secured, stop) is not null)
                await secured.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok("secret")), stop);
        });
    }
}
