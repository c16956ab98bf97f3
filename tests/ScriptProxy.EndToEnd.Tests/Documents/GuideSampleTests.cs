using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ScriptProxy.EndToEnd.Tests.Documents;

/// <summary>
/// The samples, one for each section of the guide, do what their READMEs say. Echo servers report what arrived.
/// </summary>
public sealed class GuideSampleTests
{
    [Fact]
    public async Task Single_backend_passes_the_host_and_tells_whose_request_it_is()
    {
        await using var proxy = await SampleProxy.Start("single-backend", 8083);

        var seen = await Echo(proxy, "/cart?item=7", ("Host", "app.example.com"), ("X-Forwarded-For", "6.6.6.6"));

        Assert.Equal("/cart?item=7", seen.GetProperty("target").GetString());
        Assert.Equal("app.example.com", Header(seen, "Host"));
        Assert.Equal("127.0.0.1", Header(seen, "X-Real-IP"));
        Assert.Equal("127.0.0.1", Header(seen, "X-Forwarded-For"));
        Assert.Equal("http", Header(seen, "X-Forwarded-Proto"));
        Assert.Equal(421, (await proxy.Get("/", ("Host", "other.example.com"))).Status);
    }

    [Theory]
    [InlineData("api.example.com", "api")]
    [InlineData("BLOG.example.com.", "blog")]
    [InlineData("www.blog.example.com", "blog")]
    [InlineData("north.example.com", "tenants")]
    [InlineData("a.b.example.com", "tenants")]
    public async Task Many_domains_finds_the_site_of_a_name(string host, string app)
    {
        await using var proxy = await SampleProxy.Start("many-domains", 8084);

        Assert.Equal(app, (await Echo(proxy, "/", ("Host", host))).GetProperty("name").GetString());
        Assert.Equal(421, (await proxy.Get("/", ("Host", "example.org"))).Status);
    }

    [Theory]
    [InlineData("/api/login", "api", "/login")]
    [InlineData("/app/login", "app", "/app/login")]
    [InlineData("/app/a%2Fb//c?x=%20", "app", "/app/a%2Fb//c?x=%20")]
    [InlineData("/v1/users?page=2", "api", "/api/v1/users?page=2")]
    public async Task Paths_go_to_their_app_with_or_without_their_prefix(string path, string app, string target)
    {
        await using var proxy = await SampleProxy.Start("paths", 8085);

        var seen = await Echo(proxy, path);

        Assert.Equal(app, seen.GetProperty("name").GetString());
        Assert.Equal(target, seen.GetProperty("target").GetString());
        Assert.Contains("The static part", (await proxy.Get("/")).Text);
    }

    [Fact]
    public async Task Load_balancing_takes_turns_by_weight()
    {
        await using var proxy = await SampleProxy.Start("load-balancing", 8086);
        var served = new List<string>();
        for (var i = 0; i < 12; i++)
            served.Add(await ServedBy(proxy, "/turns/"));

        Assert.Equal(6, served.Count(server => server == "echo:turn1"));
        Assert.Equal(4, served.Count(server => server == "echo:turn2"));
        Assert.Equal(2, served.Count(server => server == "echo:turn3"));
    }

    [Theory]
    [InlineData("/by-client/a", "")]
    [InlineData("/by-uri/a", "")]
    [InlineData("/cart/a", "cart=42")]
    public async Task Load_balancing_keeps_what_belongs_together_on_one_server(string path, string cookie)
    {
        await using var proxy = await SampleProxy.Start("load-balancing", 8086);
        var first = await ServedBy(proxy, path, ("Cookie", cookie));

        for (var i = 0; i < 5; i++)
            Assert.Equal(first, await ServedBy(proxy, path, ("Cookie", cookie)));
    }

    [Fact]
    public async Task Load_balancing_remembers_the_server_in_a_cookie()
    {
        await using var proxy = await SampleProxy.Start("load-balancing", 8086);
        using var answer = await proxy.Client.GetAsync(new Uri("/sessions/", UriKind.Relative));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        Assert.StartsWith("lb=", cookie);

        for (var i = 0; i < 5; i++)
            Assert.Equal(
                answer.Headers.GetValues("X-Served-By").Single(),
                await ServedBy(proxy, "/sessions/", ("Cookie", cookie)));
    }

    [Fact]
    public async Task Websocket_chat_carries_messages_and_serves_the_page()
    {
        await using var proxy = await SampleProxy.Start("websocket-chat", 8087);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"ws://{proxy.Client.BaseAddress!.Authority}/ws/room"), TestContext());
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext());
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, TestContext());

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.Contains("new WebSocket", (await proxy.Get("/")).Text);
    }

    [Fact]
    public async Task Hardening_puts_its_headers_on_every_answer_and_guards_what_is_inside()
    {
        await using var proxy = await SampleProxy.Start("hardening", 8088);
        foreach (var (path, status) in new[] { ("/", 200), ("/admin/x", 200), ("/internal/x", 403), ("/INTERNAL//x", 403) })
        {
            using var answer = await proxy.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("SAMEORIGIN", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }

        Assert.Contains("Not for you", (await proxy.Get("/internal/x")).Text);
        Assert.Equal(400, (await proxy.Get("/internal%2fx")).Status);
    }

    [Fact]
    public async Task Rate_limit_lets_burst_and_one_through_and_then_says_when_to_come_again()
    {
        await using var proxy = await SampleProxy.Start("rate-limit", 8089);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => proxy.Get("/api/x")));

        Assert.True(statuses.Count(answer => answer.Status == 200) >= 21);
        Assert.Contains(statuses, answer => answer.Status == 429);
        using var refused = await Refusal(proxy);
        Assert.True(refused.Headers.Contains("Retry-After"));
        Assert.Equal(200, (await proxy.Get("/v2/x", ("X-Api-Key", "mine"))).Status);
    }

    [Fact]
    public async Task Static_site_sends_files_pages_and_nothing_else()
    {
        await using var proxy = await SampleProxy.Start("static-site", 8090);

        Assert.Contains("Welcome", (await proxy.Get("/")).Text);
        Assert.Contains("The app", (await proxy.Get("/app/any/page")).Text);
        var (status, text) = await proxy.Get("/nothing");
        Assert.Equal(404, status);
        Assert.Contains("Not here", text);
        using var asset = await proxy.Client.GetAsync(new Uri("/assets/site.css", UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl!.ToString());
        Assert.Equal("text/css", asset.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Canary_goes_by_header_and_by_cookie_and_by_share()
    {
        await using var proxy = await SampleProxy.Start(
            "canary", 8091, text => text.Replace("\"5\"", "\"0\"", StringComparison.Ordinal));

        Assert.Equal("stable", await AppOf(proxy));
        Assert.Equal("canary", await AppOf(proxy, ("X-Canary", "1")));
        Assert.Equal("canary", await AppOf(proxy, ("Cookie", "version=canary")));

        await using var all = await SampleProxy.Start(
            "canary", 8091, text => text.Replace("\"5\"", "\"100\"", StringComparison.Ordinal));
        Assert.Equal("canary", await AppOf(all));
    }

    [Fact]
    public async Task Auth_asks_for_a_password_or_a_key_and_passes_neither_on()
    {
        await using var proxy = await SampleProxy.Start("auth", 8092);
        var ada = ("Authorization", "Basic " + Convert.ToBase64String("ada:open-sesame"u8));

        Assert.Equal(401, (await proxy.Get("/")).Status);
        Assert.Equal(
            401, (await proxy.Get("/", ("Authorization", "Basic " + Convert.ToBase64String("ada:wrong"u8)))).Status);
        Assert.False((await Echo(proxy, "/", ada)).GetProperty("headers").TryGetProperty("Authorization", out _));
        Assert.Equal(200, (await proxy.Get("/healthz")).Status);
        Assert.Equal(401, (await proxy.Get("/api/x")).Status);
        Assert.Equal(200, (await proxy.Get("/api/x", ("X-Api-Key", "open-sesame"))).Status);
    }

    private static CancellationToken TestContext() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static async Task<JsonElement> Echo(FileProxy proxy, string path, params (string, string)[] headers) =>
        JsonDocument.Parse((await proxy.Get(path, headers)).Text).RootElement;

    private static string? Header(JsonElement seen, string name) =>
        seen.GetProperty("headers").GetProperty(name).GetString();

    private static async Task<string?> AppOf(FileProxy proxy, params (string, string)[] headers) =>
        (await Echo(proxy, "/", headers)).GetProperty("name").GetString();

    private static async Task<string> ServedBy(
        FileProxy proxy, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await proxy.Client.SendAsync(request);
        return answer.Headers.GetValues("X-Served-By").Single();
    }

    private static async Task<HttpResponseMessage> Refusal(FileProxy proxy)
    {
        while (true)
        {
            var answer = await proxy.Client.GetAsync(new Uri("/api/x", UriKind.Relative));
            if ((int)answer.StatusCode == 429)
                return answer;
            answer.Dispose();
        }
    }
}
