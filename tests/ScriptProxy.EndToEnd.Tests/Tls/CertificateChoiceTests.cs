using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed class CertificateChoiceTests
{
    private const string Sites = """
        @https
        [site.a]
        hosts = ["a.example.com"]
        upstream = "echo:"
        certificate = { cert = "a.pem", key = "a.key" }
        [site.wild]
        hosts = ["*.example.com"]
        upstream = "echo:"
        certificate = { cert = "wild.pem", key = "wild.key" }
        """;

    private const string Any = """

        [site.any]
        upstream = "echo:"
        certificate = { cert = "any.pem", key = "any.key" }
        """;

    private static readonly (string, string[])[] Certificates =
        [("a", ["a.example.com"]), ("wild", ["*.example.com"]), ("any", ["any.test"])];

    [Theory]
    [InlineData("a.example.com", "a.example.com")]
    [InlineData("A.EXAMPLE.com", "a.example.com")]
    [InlineData("b.example.com", "*.example.com")]
    [InlineData("deep.b.example.com", "*.example.com")]
    [InlineData(null, "a.example.com")]
    public async Task Follows_the_name_of_the_client_as_the_hosts_of_sites_do(string? name, string shown)
    {
        await using var proxy = await TlsProxy.Start(Sites, Certificates);
        Assert.Equal(shown, (await proxy.Shake(name)).Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other.test")]
    public async Task Falls_to_the_site_whose_hosts_are_a_star(string? name)
    {
        await using var proxy = await TlsProxy.Start(Sites + Any, Certificates);
        Assert.Equal("any.test", (await proxy.Shake(name)).Name);
    }

    [Fact]
    public async Task Sends_the_whole_chain_without_the_root()
    {
        await using var proxy = await TlsProxy.Start(Sites, Certificates);
        var shown = (await proxy.Shake("a.example.com")).Shown;
        Assert.Equal(
            ["a.example.com", "Test intermediate"],
            shown.Select(one => one.GetNameInfo(X509NameType.SimpleName, false)));
    }

    [Fact]
    public async Task Refuses_a_name_that_no_site_has_with_the_alert_for_it()
    {
        await using var proxy = await TlsProxy.Start(Sites, Certificates);
        await Assert.ThrowsAnyAsync<AuthenticationException>(() => proxy.Shake("other.test"));

        using var client = await proxy.Connect();
        await client.GetStream().WriteAsync(ClientHello.For("other.test"));
        Assert.Equal([0x15, 3, 3, 0, 2, 2, 112], await ReadAll(client));
    }

    [Fact]
    public async Task Shows_the_default_to_a_name_that_no_site_has_when_told_to()
    {
        await using var proxy = await TlsProxy.Start("[tls]\nunknown_name = \"default\"\n" + Sites, Certificates);
        Assert.Equal("a.example.com", (await proxy.Shake("other.test")).Name);
    }

    [Fact]
    public async Task Finds_a_punycoded_name()
    {
        const string Name = "xn--mnchen-3ya.example";
        await using var proxy = await TlsProxy.Start(
            $"@https\n[site.m]\nhosts = [\"{Name}\"]\nupstream = \"echo:\"\ncertificate = {{ cert = \"m.pem\", key = "
            + $"\"m.key\" }}",
            ("m", [Name]));
        Assert.Equal(Name, (await proxy.Shake(Name)).Name);
        Assert.Equal(Name, (await proxy.Shake("münchen.example")).Name);
    }

    [Fact]
    public async Task Keeps_a_site_to_its_listeners()
    {
        await using var proxy = await TlsProxy.Start("@http\n" + Sites.Replace(
            "hosts = [\"a.example.com\"]", "hosts = [\"a.example.com\"]\nlisteners = [\"http\"]",
            StringComparison.Ordinal), Certificates);
        Assert.Equal("*.example.com", (await proxy.Shake("a.example.com")).Name);
    }

    private static async Task<byte[]> ReadAll(TcpClient client)
    {
        using var all = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.GetStream().CopyToAsync(all, limit.Token);
        return all.ToArray();
    }
}
