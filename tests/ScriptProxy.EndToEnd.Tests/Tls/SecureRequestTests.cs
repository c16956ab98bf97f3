using System.Net;
using System.Text.Json;

namespace ScriptProxy.EndToEnd.Tests.Tls;

public sealed class SecureRequestTests
{
    private const string Sites = """
        @https
        @http
        redirect = "https"
        [site.a]
        hosts = ["a.example.com"]
        script = "a.csx"
        upstream = "echo:"
        certificate = { cert = "a.pem", key = "a.key" }
        [site.b]
        hosts = ["b.example.com"]
        upstream = "echo:"
        certificate = { cert = "b.pem", key = "b.key" }
        [site.plain]
        hosts = ["plain.example.com"]
        listeners = ["http"]
        upstream = "echo:"
        """;

    private static readonly (string, string[])[] Certificates =
        [("a", ["a.example.com", "shared.example.com"]), ("b", ["b.example.com"])];

    [Fact]
    public async Task Come_over_HTTP_2_verified_and_tell_the_upstream_of_https()
    {
        await using var proxy = await Start();
        using var client = proxy.Client();
        client.DefaultRequestVersion = new Version(2, 0);
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var answer = await client.GetAsync(new Uri($"https://a.example.com:{proxy.Port}/x"));

        using var echo = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(new Version(2, 0), answer.Version);
        Assert.Equal("https", Header(echo, "X-Forwarded-Proto"));
        Assert.Equal($"{proxy.Port}", Header(echo, "X-Forwarded-Port"));
        Assert.Equal($"a.example.com:{proxy.Port}", Header(echo, "X-Forwarded-Host"));
    }

    [Fact]
    public async Task For_the_host_of_another_site_are_421_unless_the_certificate_covers_it()
    {
        await using var proxy = await Start();
        Assert.StartsWith("HTTP/1.1 421", await proxy.Ask("a.example.com", "b.example.com"), StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 200", await proxy.Ask("a.example.com", $"A.example.com:{proxy.Port}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_another_host_that_the_certificate_covers_may_share_the_connection()
    {
        await using var proxy = await TlsProxy.Start(
            Sites.Replace("hosts = [\"b.example.com\"]", "hosts = [\"shared.example.com\"]", StringComparison.Ordinal)
                .Replace("script = \"a.csx\"\n", "", StringComparison.Ordinal), Certificates);
        Assert.StartsWith(
            "HTTP/1.1 200", await proxy.Ask("a.example.com", "shared.example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_connection_that_named_no_host_may_be_for_any()
    {
        await using var proxy = await Start();
        Assert.StartsWith("HTTP/1.1 200", await proxy.Ask(null, "b.example.com"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 421", await proxy.Ask(null, "nobody.example.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", 301)]
    [InlineData("HEAD", 301)]
    [InlineData("POST", 308)]
    [InlineData("DELETE", 308)]
    public async Task In_the_clear_are_redirected_as_they_were_written(string method, int status)
    {
        await using var proxy = await Start();
        using var client = proxy.Client();
        using var request = new HttpRequestMessage(
            new HttpMethod(method), $"http://a.example.com:{proxy.PlainPort}/a%2Fb/c;d?x=%20y&z");

        using var answer = await client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(
            $"https://a.example.com:{proxy.Port}/a%2Fb/c;d?x=%20y&z", answer.Headers.GetValues("Location").Single());
        Assert.Equal("a", answer.Headers.GetValues("X-Site").Single());
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task In_the_clear_for_a_site_without_TLS_are_served()
    {
        await using var proxy = await Start();
        using var client = proxy.Client();
        Assert.Equal(
            HttpStatusCode.OK,
            (await client.GetAsync(new Uri($"http://plain.example.com:{proxy.PlainPort}/"))).StatusCode);
    }

    [Fact]
    public async Task In_the_clear_for_a_host_that_no_site_has_are_never_redirected()
    {
        await using var proxy = await Start();
        using var client = proxy.Client();
        using var answer = await client.GetAsync(new Uri($"http://evil.example.com:{proxy.PlainPort}/"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task That_a_trusted_proxy_says_came_by_https_do_not_loop()
    {
        await using var proxy = await Start("[tls]\n");
        proxy.WriteToml(Sites);
        File.WriteAllText(
            proxy.Folder.At("proxy.toml"),
            (await File.ReadAllTextAsync(proxy.Folder.At("proxy.toml"))).Replace(
                "watch = false", "watch = false\ntrusted_proxies = [\"127.0.0.1\"]", StringComparison.Ordinal));
        Assert.True((await proxy.Host.ReloadAsync()).Succeeded);
        using var client = proxy.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        Assert.Equal(
            HttpStatusCode.OK, (await client.GetAsync(new Uri($"http://b.example.com:{proxy.PlainPort}/"))).StatusCode);
    }

    [Fact]
    public async Task Are_answered_with_HSTS_when_told_to_and_only_over_TLS()
    {
        await using var proxy = await Start("[tls]\nhsts = \"365d\"\n");
        using var client = proxy.Client();
        using var secure = await client.GetAsync(new Uri("https://b.example.com/"));
        using var handled = await client.GetAsync(new Uri("https://a.example.com/handled"));
        using var own = await client.GetAsync(new Uri("https://a.example.com/own"));
        using var clear = await client.GetAsync(new Uri($"http://plain.example.com:{proxy.PlainPort}/"));

        Assert.Equal("max-age=31536000", secure.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("max-age=31536000", handled.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("max-age=1", own.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.False(clear.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Have_no_HSTS_by_default()
    {
        await using var proxy = await Start();
        using var client = proxy.Client();
        using var answer = await client.GetAsync(new Uri("https://b.example.com/"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    private static Task<TlsProxy> Start(string tls = "") => TlsProxy.StartWith(tls + Sites, [("a.csx", """
        ResponseHeader("X-Site", "a");
        Map("/handled").Handle(http => Results.Text("here"));
        Map("/own").ResponseHeader("Strict-Transport-Security", "max-age=1").Respond("mine");
        """)], Certificates);

    private static string Header(JsonDocument echo, string name) =>
        echo.RootElement.GetProperty("headers").EnumerateObject()
            .Single(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value switch
        {
            { ValueKind: JsonValueKind.Array } all => all[0].GetString()!,
            var one => one.GetString()!,
        };
}
