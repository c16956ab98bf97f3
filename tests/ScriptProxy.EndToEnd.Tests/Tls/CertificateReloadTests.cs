using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed class CertificateReloadTests
{
    private const string Site = """
        @https
        [site.a]
        hosts = ["a.example.com"]
        upstream = "echo:"
        certificate = { cert = "live/fullchain.pem", key = "live/privkey.pem" }
        """;

    [Fact]
    public async Task A_renewed_certificate_is_shown_from_then_on_and_connections_go_on()
    {
        await using var proxy = await Start(Site);
        using var client = proxy.Client();
        await Ask(client);
        var before = (await proxy.Shake("a.example.com")).Shown[0].Thumbprint;

        using var renewed = Certbot(proxy, 2);
        var report = await proxy.Host.ReloadAsync();

        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        Assert.Equal(renewed.Thumbprint, (await proxy.Shake("a.example.com")).Shown[0].Thumbprint);
        Assert.NotEqual(before, renewed.Thumbprint);

        await Ask(client);
        Assert.Equal(1, proxy.Dialed);
    }

    [Fact]
    public async Task A_certificate_file_that_changes_makes_a_new_generation_by_itself()
    {
        await using var proxy = await Start(Site, watch: true);
        using var renewed = Certbot(proxy, 2);
        await Eventually.Holds(
            async () => (await proxy.Shake("a.example.com")).Shown[0].Thumbprint == renewed.Thumbprint);
    }

    [Fact]
    public async Task A_key_that_does_not_match_leaves_what_is_served()
    {
        await using var proxy = await Start(Site);
        var before = (await proxy.Shake("a.example.com")).Shown[0].Thumbprint;
        using var stranger = proxy.Ca.Issue("a.example.com");
        proxy.Folder.Write("archive/privkey1.pem", TestCa.KeyOf(stranger));

        var report = await proxy.Host.ReloadAsync();

        Assert.Equal("SP5004", Assert.Single(report.Diagnostics).Code);
        Assert.Equal(before, (await proxy.Shake("a.example.com")).Shown[0].Thumbprint);
    }

    [Fact]
    public async Task What_tls_says_holds_for_the_next_handshake()
    {
        await using var proxy = await Start(Site);
        await Assert.ThrowsAnyAsync<Exception>(() => proxy.Shake("other.test"));
        proxy.WriteToml("[tls]\nunknown_name = \"default\"\n" + Site);
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);
        Assert.NotEmpty((await proxy.Shake("other.test")).Shown);
    }

    private static async Task<TlsProxy> Start(string toml, bool watch = false)
    {
        var proxy = TlsProxy.Prepare();
        Certbot(proxy, 1).Dispose();
        await proxy.Serve(toml, watch);
        return proxy;
    }

    // live/*.pem are links to numbered files; a renewal adds files and turns the links.
    private static X509Certificate2 Certbot(TlsProxy proxy, int number)
    {
        var leaf = proxy.Ca.Issue("a.example.com");
        proxy.Folder.Write($"archive/fullchain{number}.pem", proxy.Ca.ChainOf(leaf));
        proxy.Folder.Write($"archive/privkey{number}.pem", TestCa.KeyOf(leaf));
        Directory.CreateDirectory(proxy.Folder.At("live"));
        foreach (var file in new[] { "fullchain", "privkey" })
        {
            File.CreateSymbolicLink(proxy.Folder.At($"live/{file}.new"), $"../archive/{file}{number}.pem");
            File.Move(proxy.Folder.At($"live/{file}.new"), proxy.Folder.At($"live/{file}.pem"), overwrite: true);
        }

        return leaf;
    }

    private static async Task Ask(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("https://a.example.com/"));
        Assert.True(answer.IsSuccessStatusCode);
    }
}
