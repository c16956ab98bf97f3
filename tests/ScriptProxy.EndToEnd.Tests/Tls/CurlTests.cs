using System.Diagnostics;

namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>What a client of another make gets.</summary>
public sealed class CurlTests
{
    private const string Sites = """
        [tls]
        hsts = "1d"
        @https
        [site.a]
        hosts = ["a.example.com"]
        upstream = "echo:"
        certificate = { cert = "a.pem", key = "a.key" }
        [site.b]
        hosts = ["b.example.com"]
        upstream = "echo:"
        certificate = { cert = "b.pem", key = "b.key" }
        """;

    [CurlTheory]
    [InlineData("--http2", "HTTP/2 200")]
    [InlineData("--http1.1", "HTTP/1.1 200 OK")]
    public async Task Curl_verifies_the_chain_against_the_root_alone(string version, string status)
    {
        await using var proxy = await Start();
        var answer = await Curl(proxy, version);
        Assert.StartsWith(status, answer, StringComparison.Ordinal);
        Assert.Contains("strict-transport-security: max-age=86400", answer, StringComparison.OrdinalIgnoreCase);
    }

    [CurlTheory]
    [InlineData("--http2", "HTTP/2 421")]
    [InlineData("--http1.1", "HTTP/1.1 421")]
    public async Task Curl_gets_421_for_the_host_of_another_site(string version, string status)
    {
        await using var proxy = await Start();
        Assert.StartsWith(status, await Curl(proxy, version, "-H", "Host: b.example.com"), StringComparison.Ordinal);
    }

    private static Task<TlsProxy> Start() => TlsProxy.Start(Sites, ("a", ["a.example.com"]), ("b", ["b.example.com"]));

    private static async Task<string> Curl(TlsProxy proxy, params string[] arguments)
    {
        var root = proxy.Folder.Write("root.pem", proxy.Ca.RootPem);
        using var curl = Process.Start(new ProcessStartInfo(
            "curl",
            [
                "-sSi", "--max-time", "30", "--noproxy", "*", "--cacert", root,
                "--resolve", $"a.example.com:{proxy.Port}:127.0.0.1", .. arguments,
                $"https://a.example.com:{proxy.Port}/",
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (answer, error) = (curl.StandardOutput.ReadToEndAsync(), curl.StandardError.ReadToEndAsync());
        await curl.WaitForExitAsync();
        Assert.True(curl.ExitCode == 0, await error);
        return await answer;
    }
}
