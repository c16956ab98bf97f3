namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed class InternalCertificateTests
{
    private const string Site = """
        @https
        [site.a]
        hosts = ["a.example.com", "*.b.example.com"]
        upstream = "echo:"
        certificate = "internal"
        """;

    [Theory]
    [InlineData("a.example.com")]
    [InlineData("x.b.example.com")]
    public async Task Is_trusted_by_whoever_trusts_the_local_CA(string host)
    {
        await using var proxy = await TlsProxy.Start(Site);
        using var client = proxy.Client(proxy.LocalCa());
        using var answer = await client.GetAsync(new Uri($"https://{host}/"));
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Is_for_this_machine_where_the_site_has_any_host()
    {
        await using var proxy = await TlsProxy.Start(
            "@https\n[site.any]\nupstream = \"echo:\"\ncertificate = \"internal\"");
        using var client = proxy.Client(proxy.LocalCa());
        Assert.True((await client.GetAsync(new Uri("https://localhost/"))).IsSuccessStatusCode);
        Assert.True((await client.GetAsync(new Uri("https://127.0.0.1/"))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Stays_the_same_over_a_reload()
    {
        await using var proxy = await TlsProxy.Start(Site);
        var before = (await proxy.Shake("a.example.com")).Shown[0].Thumbprint;
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);
        Assert.Equal(before, (await proxy.Shake("a.example.com")).Shown[0].Thumbprint);
    }

    [Fact]
    public async Task Stands_in_self_signed_until_an_ordered_one_arrives()
    {
        await using var proxy = await TlsProxy.Start(
            "[acme]\nemail = \"a@example.com\"\nagree_to_terms = true\ndirectory = \"https://127.0.0.1:1/dir\"\n"
            + "@https\n[site.a]\nhosts = [\"a.example.com\"]\nupstream = \"echo:\"\n");
        var shown = Assert.Single((await proxy.Shake("a.example.com")).Shown);
        Assert.Equal(shown.Subject, shown.Issuer);
        Assert.True(shown.MatchesHostname("a.example.com"));
    }

    [Fact]
    public async Task Needs_a_state_folder_that_can_be_written()
    {
        await using var proxy = TlsProxy.Prepare();
        proxy.Folder.Write("state", "a file where the folder should be");
        proxy.WriteToml(Site);
        var report = await proxy.Host.StartAsync(CancellationToken.None);
        Assert.False(report.Succeeded);
        Assert.Equal("SP5011", Assert.Single(report.Diagnostics).Code);
    }
}
