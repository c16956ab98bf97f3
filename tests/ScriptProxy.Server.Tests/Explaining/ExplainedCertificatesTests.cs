using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Server.Explaining;
using ScriptProxy.Testing;

namespace ScriptProxy.Server.Tests.Explaining;

public sealed class ExplainedCertificatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("https://[2001:db8::1]/", "certificate of the local CA, for site 'literal'")]
    [InlineData("https://[2001:DB8::1]:443/", "certificate of the local CA, for site 'literal'")]
    [InlineData("https://app.example.com:443/", "certificate of the local CA, for site 'app'")]
    [InlineData(
        "https://[2001:db8::2]/", "no certificate: no site has one for this name, and the handshake is refused")]
    public async Task Are_told_by_the_urls_host_without_its_port(string url, string expected)
    {
        _folder.Write("proxy.toml", """
            [listener.https]
            address = ":443"
            tls = true
            [site.app]
            hosts = ["app.example.com"]
            upstream = "echo:"
            certificate = "internal"
            [site.literal]
            hosts = ["[2001:db8::1]"]
            upstream = "echo:"
            certificate = "internal"
            """);
        using var logs = new ConsoleLogs(LogLevelSetting.Error);

        var report = await new ProxyExplainer(logs).ExplainAsync(
            _folder.At("proxy.toml"), new ExplainRequest { Url = ExplainUrl.Read(url)! });

        Assert.Equal(expected, report.Listener?.Certificate);
    }
}
