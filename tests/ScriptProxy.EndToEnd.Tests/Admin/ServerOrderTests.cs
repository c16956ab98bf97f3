using System.Text.Json;

namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class ServerOrderTests
{
    private const string Script = """Map("/a").To("app");""";

    private const string Toml = """
        [upstream.app]
        servers = [{ url = "echo:one", name = "one" }, { url = "echo:two", name = "two" }]
        """;

    [Theory]
    [InlineData("down", "down")]
    [InlineData("drain", "draining")]
    public async Task A_server_that_is_taken_out_gets_nothing_from_then_on(string order, string state)
    {
        await using var admin = await AdminProxy.Start(Script, Toml);
        Assert.Equal(["one", "two"], (await Names(admin)).Order());

        var (code, text) = await admin.Post($"/upstreams/app/servers/one?state={order}");

        Assert.Equal(200, code);
        Assert.Equal(state, JsonDocument.Parse(text).RootElement.GetProperty("state").GetString());
        Assert.Equal(["two"], await Names(admin));
    }

    [Fact]
    public async Task It_stays_out_over_a_reload_of_something_else_and_comes_back_when_told()
    {
        await using var admin = await AdminProxy.Start(Script, Toml);
        await admin.Post("/upstreams/app/servers/one?state=down");
        admin.Proxy.Save(Script + """Map("/new").Respond("new");""");
        Assert.Equal(200, (await admin.Post("/reload")).Status);
        Assert.Equal("new", await admin.Proxy.GetText("/new"));

        Assert.Equal(["two"], await Names(admin));

        await admin.Post("/upstreams/app/servers/one?state=up");
        Assert.Equal(["one", "two"], (await Names(admin)).Order());
    }

    [Fact]
    public async Task Names_that_need_escapes_are_found()
    {
        await using var admin = await AdminProxy.Start(
            null, "@site upstream = [\"http://127.0.0.1:1\", \"unix:/run/app.sock\"]");

        Assert.Equal(200, (await admin.Post("/upstreams/site:test/servers/127.0.0.1:1?state=drain")).Status);
        Assert.Equal(200, (await admin.Post("/upstreams/site%3Atest/servers/%2Frun%2Fapp.sock?state=down")).Status);
    }

    [Theory]
    [InlineData("/upstreams/ap/servers/one?state=down", 404, "there is no upstream 'ap'; did you mean 'app'?\n")]
    [InlineData("/upstreams/app/servers/three?state=down", 404, "there is no server 'three'; there are: one, two\n")]
    [InlineData("/upstreams/app/servers/one?state=off", 400, "state cannot be 'off'; write up, drain or down\n")]
    [InlineData("/upstreams/app/servers/one", 400, "state cannot be ''; write up, drain or down\n")]
    public async Task What_cannot_be_done_is_said(string path, int code, string text)
    {
        await using var admin = await AdminProxy.Start(Script, Toml);

        Assert.Equal((code, text), await admin.Post(path));
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_token()
    {
        await using var admin = await AdminProxy.Start(Script, Toml);

        Assert.Equal(401, (await admin.Post("/upstreams/app/servers/one?state=down", token: "wrong")).Status);

        Assert.Equal(["one", "two"], (await Names(admin)).Order());
    }

    private static async Task<IReadOnlyList<string?>> Names(AdminProxy admin)
    {
        var names = new HashSet<string?>();
        for (var i = 0; i < 6; i++)
            names.Add(JsonDocument.Parse(await admin.Proxy.GetText("/a")).RootElement.GetProperty("name").GetString());
        return [.. names];
    }
}
