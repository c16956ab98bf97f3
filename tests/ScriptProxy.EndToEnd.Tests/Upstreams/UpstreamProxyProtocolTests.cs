using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class UpstreamProxyProtocolTests : IDisposable
{
    private const string Trusting = "[proxy]\nwatch = false\ntrusted_proxies = [\"127.0.0.1\"]\n";

    private readonly TestCa _authority = TestCa.WithoutIntermediate();
    private int _connections;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Each_request_has_a_connection_that_begins_with_its_client()
    {
        await using var server = Told();
        await using var proxy = await Start(server, "v1");

        var answers = new[] { await proxy.GetText("/"), await proxy.GetText("/") };

        Assert.All(answers, line => Assert.Matches($"^PROXY TCP4 127.0.0.1 127.0.0.1 [1-9][0-9]* {proxy.Port}$", line));
        Assert.Equal(2, _connections);
    }

    [Theory]
    [InlineData("2001:db8::1", "TCP6 2001:db8::1 ::ffff:127.0.0.1 0")]
    [InlineData("192.0.2.1", "TCP4 192.0.2.1 127.0.0.1 0")]
    public async Task A_client_that_a_trusted_proxy_tells_of_is_named(string client, string named)
    {
        await using var server = Told();
        await using var proxy = await Start(server, "v1", Trusting);
        using var answer = await proxy.Get("/", ("X-Forwarded-For", client));
        Assert.StartsWith($"PROXY {named}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_request_comes_over_the_connection_of_another_client()
    {
        await using var server = Told();
        await using var proxy = await Start(server, "v1", Trusting);
        await Task.WhenAll(Enumerable.Range(1, 40).Select(async number =>
        {
            var client = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{number}");
            using var answer = await proxy.Get("/", ("X-Forwarded-For", client));
            Assert.StartsWith(
                $"PROXY TCP4 {client} ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }));
        Assert.Equal(40, _connections);
    }

    [Fact]
    public async Task Version_2_is_binary()
    {
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            var header = new byte[28];
            await stream.ReadExactlyAsync(header, stop);
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok(Convert.ToHexString(header))), stop);
        });
        await using var proxy = await Start(server, "v2");
        Assert.StartsWith(
            "0D0A0D0A000D0A515549540A2111000C7F0000017F000001", await proxy.GetText("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_header_comes_before_TLS()
    {
        var certificate = _authority.Issue("127.0.0.1");
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            var line = await ReadLine(stream, stop);
            await using var secured = new SslStream(stream);
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
            await RawMessages.Read(secured, stop);
            await secured.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok(line)), stop);
        });
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"https://127.0.0.1:{server.Port}\"]\nproxy_protocol = \"v1\"\ntls = {{ ca = \"ca.pem\" }}",
            null,
            ("ca.pem", _authority.RootPem));
        Assert.StartsWith("PROXY TCP4 127.0.0.1 ", await proxy.GetText("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_answers_and_uploads_pass_whole()
    {
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            await ReadLine(stream, stop);
            var message = (await RawMessages.Read(stream, stop))!;
            var body = message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok(body)), stop);
        });
        await using var proxy = await Start(server, "v1");
        var sent = new string('x', 300_000);
        using var body = new StringContent(sent);
        using var answer = await proxy.Client.PostAsync(new Uri("/", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(sent, await answer.Content.ReadAsStringAsync());
    }

    private static Task<RunningProxy> Start(SocketBackend server, string version, string toml = "") =>
        RunningProxy.Start(
            null, toml + UpstreamProxy.Toml($"servers = [\"{server.Url}\"]\nproxy_protocol = \"{version}\""));

    // Answers every request with the line that its connection began with.
    private SocketBackend Told() => new(async (stream, stop) =>
    {
        Interlocked.Increment(ref _connections);
        var line = await ReadLine(stream, stop);
        while (await RawMessages.Read(stream, stop) is not null)
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok(line)), stop);
    });

    private static async Task<string> ReadLine(Stream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 2 || line[^1] != '\n')
        {
            await stream.ReadExactlyAsync(one, stop);
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd();
    }
}
