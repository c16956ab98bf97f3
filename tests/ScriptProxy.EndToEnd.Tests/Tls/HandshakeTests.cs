using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed class HandshakeTests
{
    private const string Site = """

        [site.a]
        hosts = ["a.example.com"]
        upstream = "echo:"
        certificate = { cert = "a.pem", key = "a.key" }
        """;

    private static readonly (string, string[]) Certificate = ("a", ["a.example.com"]);

    [Theory]
    [InlineData("", "h2")]
    [InlineData("http = [\"1.1\"]", "http/1.1")]
    [InlineData("http = [\"2\"]", "h2")]
    public async Task Speaks_what_the_listener_says_by_ALPN(string http, string expected)
    {
        await using var proxy = await TlsProxy.Start($"@https\n{http}{Site}", Certificate);
        Assert.Equal(expected, (await proxy.Shake("a.example.com")).Protocol);
    }

    [Fact]
    public async Task Speaks_HTTP_1_to_a_client_that_knows_no_ALPN()
    {
        await using var proxy = await TlsProxy.Start($"@https{Site}", Certificate);
        Assert.Equal("", (await proxy.Shake("a.example.com", options => options.ApplicationProtocols = null)).Protocol);
        using var client = proxy.Client();
        client.DefaultRequestVersion = new Version(1, 1);
        using var answer = await client.GetAsync(new Uri("https://a.example.com/"));
        Assert.Equal(new Version(1, 1), answer.Version);
    }

    [Fact]
    public async Task Speaks_no_version_of_TLS_below_the_least()
    {
        await using var proxy = await TlsProxy.Start($"[tls]\nmin_version = \"1.3\"\n@https{Site}", Certificate);
        Assert.Equal(SslProtocols.Tls13, (await proxy.Shake("a.example.com")).Version);
        await Assert.ThrowsAnyAsync<Exception>(
            () => proxy.Shake("a.example.com", options => options.EnabledSslProtocols = SslProtocols.Tls12));
    }

    [Fact]
    public async Task Speaks_TLS_1_2_unless_told_otherwise()
    {
        await using var proxy = await TlsProxy.Start($"@https{Site}", Certificate);
        var shaken = await proxy.Shake("a.example.com", options => options.EnabledSslProtocols = SslProtocols.Tls12);
        Assert.Equal(SslProtocols.Tls12, shaken.Version);
    }

    [Fact]
    public async Task Speaks_the_ciphers_that_are_named_only()
    {
        await using var proxy = await TlsProxy.Start(
            $"[tls]\nciphers = [\"ECDHE-ECDSA-AES256-GCM-SHA384\", \"TLS_AES_256_GCM_SHA384\"]\n@https{Site}",
            Certificate);
        await proxy.Shake("a.example.com", Only(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384));
        await Assert.ThrowsAnyAsync<Exception>(
            () => proxy.Shake("a.example.com", Only(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)));
    }

    [Fact]
    public async Task Waits_for_a_ClientHello_that_comes_in_many_packets()
    {
        await using var proxy = await TlsProxy.Start($"@https{Site}", Certificate);
        using var client = await proxy.Connect();
        foreach (var part in ClientHello.For("a.example.com").Chunk(7))
        {
            await client.GetStream().WriteAsync(part);
            await Task.Yield();
        }

        Assert.Equal(0x16, await FirstByte(client));
    }

    [Fact]
    public async Task Understands_a_ClientHello_in_several_records()
    {
        await using var proxy = await TlsProxy.Start($"@https{Site}", Certificate);
        using var client = await proxy.Connect();
        await client.GetStream().WriteAsync(ClientHello.Fragmented("a.example.com", 50));
        Assert.Equal(0x16, await FirstByte(client));
        await StillServes(proxy);
    }

    [Fact]
    public async Task Survives_a_ClientHello_of_more_than_16_KB()
    {
        await using var proxy = await TlsProxy.Start($"@https{Site}", Certificate);
        using var client = await proxy.Connect();
        await client.GetStream().WriteAsync(ClientHello.Padded("a.example.com", 20_000));

        // Served or refused with an alert, as the TLS library likes.
        Assert.Contains(await FirstByte(client), new[] { 0x15, 0x16 });
        await StillServes(proxy);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a.example.com\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u00ff\u00ff")]
    [InlineData("SSH-2.0-OpenSSH_9\r\n")]
    public async Task Closes_what_is_not_TLS_and_goes_on_serving(string said)
    {
        await using var proxy = await TlsProxy.Start(
            $"@https\nlimits = {{ header_timeout = \"5s\" }}{Site}", Certificate);
        using var client = await proxy.Connect();
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(said));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.GetStream().CopyToAsync(Stream.Null, limit.Token);
        await StillServes(proxy);
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_a_client_that_says_nothing()
    {
        await using var proxy = await TlsProxy.Start(
            $"@https\nlimits = {{ header_timeout = \"1s\" }}{Site}", Certificate);
        using var client = await proxy.Connect();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], limit.Token));
    }

    private static Action<SslClientAuthenticationOptions> Only(TlsCipherSuite suite) => options =>
    {
        options.EnabledSslProtocols = SslProtocols.Tls12;
        if (OperatingSystem.IsLinux())
            options.CipherSuitesPolicy = new CipherSuitesPolicy([suite]);
    };

    private static async Task<int> FirstByte(TcpClient client)
    {
        var first = new byte[1];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await client.GetStream().ReadAsync(first, limit.Token) == 0 ? -1 : first[0];
    }

    private static async Task StillServes(TlsProxy proxy)
    {
        using var client = proxy.Client();
        using var answer = await client.GetAsync(new Uri("https://a.example.com/"));
        Assert.True(answer.IsSuccessStatusCode);
    }
}
