using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Access;

public sealed class BasicAuthTests
{
    // The password is "password".
    private const string Jane = "jane:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    private const string Script = """
        BasicAuth("secrets/users");
        ResponseHeader("X-Site", "ours");
        Map("/").Handle(http => Results.Text($"{http.User.Identity?.Name} {http.User.Identity?.AuthenticationType}"));
        Map("/open").Open().Handle(http => Results.Text($"open to {http.User.Identity?.Name ?? "anyone"}"));
        Map("/more").BasicAuth("secrets/more", "More of it").Respond("more");
        """;

    [Theory]
    [InlineData("Authorization: Basic !!!")]
    [InlineData("Authorization: Bearer amFuZTpwYXNzd29yZA==")]
    [InlineData("Authorization: Basic amFuZQ==")]
    [InlineData("Authorization: Basic")]
    [InlineData("Authorization: Basic amFuZTpwYXNzd29yZA==\r\nAuthorization: Basic amFuZTpwYXNzd29yZA==")]
    [InlineData("X-Nothing: at all")]
    public async Task Without_a_name_and_password_it_is_a_401_that_asks_for_them(string header)
    {
        await using var proxy = await Start();
        var answer = await RawClient.Get(proxy.Port, "/", header);
        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n401 Unauthorized\n", answer, StringComparison.Ordinal);
        Assert.Equal("Basic realm=\"test\", charset=\"UTF-8\"", RawMessages.Header(answer, "WWW-Authenticate"));
        Assert.Equal("ours", RawMessages.Header(answer, "X-Site"));
    }

    [Theory]
    [InlineData("jane:Password")]
    [InlineData("jane:")]
    [InlineData("joe:password")]
    [InlineData(":password")]
    public async Task With_wrong_ones_it_is_a_401(string credentials)
    {
        await using var proxy = await Start();
        Assert.StartsWith("HTTP/1.1 401", await Get(proxy, "/", credentials), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_right_ones_the_script_knows_who_it_is_again_and_again()
    {
        await using var proxy = await Start();
        for (var i = 0; i < 3; i++)
            Assert.EndsWith("\r\n\r\njane Basic", await Get(proxy, "/", "jane:password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_route_asks_for_nothing()
    {
        await using var proxy = await Start();
        Assert.EndsWith("open to anyone", await RawClient.Get(proxy.Port, "/open"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_request_on_a_connection_is_nobodys()
    {
        await using var proxy = await Start();
        using var answer = await proxy.Get("/", ("Authorization", "Basic amFuZTpwYXNzd29yZA=="));
        Assert.Equal("jane Basic", await answer.Content.ReadAsStringAsync());
        Assert.Equal("open to anyone", await proxy.GetText("/open"));
    }

    [Fact]
    public async Task What_lets_into_the_site_does_not_let_into_a_route_with_other_users()
    {
        await using var proxy = await Start();
        await Get(proxy, "/", "jane:password");
        var answer = await Get(proxy, "/more", "jane:password");
        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
        Assert.Equal("Basic realm=\"More of it\", charset=\"UTF-8\"", RawMessages.Header(answer, "WWW-Authenticate"));
    }

    [Fact]
    public async Task A_changed_file_reloads_and_forgets_who_was_let_in()
    {
        await using var proxy = await Start(watch: true);
        Assert.StartsWith("HTTP/1.1 200", await Get(proxy, "/", "jane:password"), StringComparison.Ordinal);
        proxy.Save(Jane.Replace("jane", "joe", StringComparison.Ordinal), "secrets/users");
        await Eventually.Holds(
            async () => (await Get(proxy, "/", "joe:password")).StartsWith("HTTP/1.1 200", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 401", await Get(proxy, "/", "jane:password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_plain_text_is_refused_and_the_old_users_stay()
    {
        await using var proxy = await Start();
        proxy.Save("jane:password", "secrets/users");
        var problem = Assert.Single(await proxy.Reload());
        Assert.Equal("SP2168", problem.Code);
        Assert.EndsWith("users(1,1)", problem.Place.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await Get(proxy, "/", "jane:password"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rate_is_counted_before_passwords_are_verified()
    {
        await using var proxy = await RunningProxy.Start(
            """RateLimit(perSecond: 0.01); BasicAuth("users"); Map("/").Respond("ok");""", files: ("users", Jane));
        Assert.StartsWith("HTTP/1.1 401", await Get(proxy, "/", "jane:wrong"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 429", await Get(proxy, "/", "jane:password"), StringComparison.Ordinal);
    }

    private static Task<RunningProxy> Start(bool watch = false) => RunningProxy.Start(
        Script, watch: watch,
        files: [("secrets/users", Jane), ("secrets/more", Jane.Replace("jane", "joe", StringComparison.Ordinal))]);

    private static Task<string> Get(RunningProxy proxy, string path, string credentials) =>
        RawClient.Get(
            proxy.Port, path, $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}");
}
