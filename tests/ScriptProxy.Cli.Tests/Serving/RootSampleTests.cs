using System.Globalization;
using System.Text.Json;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>The proxy.toml of the root, run as the README tells to, but on another port.</summary>
public sealed class RootSampleTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly HttpClient _client = new();
    private CliSession _proxy = null!;

    public async Task InitializeAsync()
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        var toml = Checkout.Read("proxy.toml").Replace("8080", port, StringComparison.Ordinal);
        _folder.Write("proxy.toml", TestToml.Of(toml));
        _folder.Write("scripts/routing.csx", Checkout.Read("scripts/routing.csx"));
        _client.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        _proxy = await CliSession.Run(_folder);
    }

    [Fact]
    public void Says_what_it_serves_and_warns_of_nothing()
    {
        var lines = _proxy.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("ScriptProxy 0.", lines[0]);
        Assert.Equal(
            [
                $"  listener  http: http://127.0.0.1:{_port}",
                "  site      main: * -> scripts/routing.csx",
                "  watching for changes; Ctrl+C or SIGTERM stops, a second one at once",
            ],
            lines[1..]);
    }

    [Fact]
    public async Task Strips_the_prefix_and_keeps_the_query()
    {
        var echo = await Echo("/api/users?page=2");

        Assert.Equal("api", echo.GetProperty("name").GetString());
        Assert.Equal("/users?page=2", echo.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Sends_three_requests_of_four_to_the_big_server()
    {
        var names = new List<string?>();
        for (var i = 0; i < 8; i++)
            names.Add((await Echo("/app/")).GetProperty("name").GetString());

        Assert.Equal(6, names.Count(name => name == "app-big"));
        Assert.Equal(2, names.Count(name => name == "app-small"));
    }

    [Fact]
    public async Task Sends_those_with_the_header_to_the_canary() =>
        Assert.Equal("canary", (await Echo("/app/", ("X-Canary", "1"))).GetProperty("name").GetString());

    [Fact]
    public async Task Keeps_a_cart_with_its_server()
    {
        foreach (var cart in Enumerable.Range(0, 8))
        {
            var first = (await Echo("/cart/", ("Cookie", $"cart={cart}"))).GetProperty("name").GetString();
            var second = (await Echo("/cart/", ("Cookie", $"cart={cart}"))).GetProperty("name").GetString();
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public async Task Adds_and_removes_the_headers_that_the_script_says()
    {
        var headers = (await Echo("/api/", ("X-Internal", "secret"))).GetProperty("headers");
        using var answer = await _client.GetAsync(new Uri("/api/", UriKind.Relative));

        Assert.Contains(headers.EnumerateObject(), header => header.Name.Equals(
            "X-Request-Id", StringComparison.OrdinalIgnoreCase));
        Assert.False(headers.TryGetProperty("X-Internal", out _));
        Assert.Equal("127.0.0.1", headers.GetProperty("X-Real-IP").GetString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("echo:", answer.Headers.GetValues("X-Served-By").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_404_for_what_no_route_takes_with_the_headers_of_the_site()
    {
        using var answer = await _client.GetAsync(new Uri("/nothing", UriKind.Relative));

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement> Echo(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _client.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
