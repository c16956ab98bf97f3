using System.Text.Json;

namespace ScriptProxy.EndToEnd.Tests.Admin;

public sealed class StatusTests
{
    [Fact]
    public async Task Shows_what_serves()
    {
        await using var admin = await AdminProxy.Start(
            """Map("/a").To("app"); Map("/x").Respond("x");""",
            """
            [upstream.app]
            servers = ["echo:one", { url = "echo:two", name = "second", weight = 3, backup = true }]
            """);
        await admin.Proxy.GetText("/a");

        var status = await admin.Status();

        Assert.StartsWith("0.", status.GetProperty("version").GetString());
        Assert.Equal(1, status.GetProperty("generation").GetInt32());
        Assert.True(status.GetProperty("uptime_seconds").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("last_reload").ValueKind);
        Assert.Equal(
            $"http://127.0.0.1:{admin.Proxy.Port}",
            status.GetProperty("listeners")[0].GetProperty("address").GetString());
        Assert.Equal("test", status.GetProperty("sites")[0].GetProperty("name").GetString());
        Assert.Equal("*", status.GetProperty("sites")[0].GetProperty("hosts")[0].GetString());
        Assert.EndsWith("site.csx", status.GetProperty("sites")[0].GetProperty("script").GetString());
        var servers = status.GetProperty("upstreams")[0].GetProperty("servers");
        Assert.Equal(("echo:one", "up", 1), Server(servers[0]));
        Assert.Equal(("second", "up", 0), Server(servers[1]));
        Assert.True(servers[1].GetProperty("backup").GetBoolean());
        Assert.Equal(Environment.ProcessId, status.GetProperty("process").GetProperty("pid").GetInt32());
    }

    [Fact]
    public async Task Shows_the_reload_that_was_refused_as_the_lines_that_were_printed()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.Save("Mapp();");

        var (code, text) = await admin.Post("/reload");
        var status = await admin.Status();

        Assert.Equal(422, code);
        var answer = JsonDocument.Parse(text).RootElement;
        Assert.Equal(1, answer.GetProperty("generation").GetInt32());
        Assert.Equal("CS0103", answer.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Equal(
            "site.csx(1,1): error CS0103: The name 'Mapp' does not exist in the current context",
            status.GetProperty("last_reload").GetProperty("problems")[0].GetString());
        Assert.Equal(1, status.GetProperty("reloads_failed").GetInt32());
        Assert.Equal("x", await admin.Proxy.GetText("/x"));
    }

    [Fact]
    public async Task A_reload_that_succeeds_is_answered_when_it_serves()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.Save("""Map("/x").Respond("second");""");

        var (code, text) = await admin.Post("/reload");

        Assert.Equal(200, code);
        Assert.Equal(2, JsonDocument.Parse(text).RootElement.GetProperty("generation").GetInt32());
        Assert.Equal("second", await admin.Proxy.GetText("/x"));
        Assert.True((await admin.Status()).GetProperty("last_reload").GetProperty("succeeded").GetBoolean());
    }

    [Fact]
    public async Task Counts_script_faults()
    {
        await using var admin = await AdminProxy.Start(
            """Map("/bad").Handle((HttpContext http) => (IResult)Results.Text(((string?)null)!.Length.ToString()));""");
        using var answer = await admin.Proxy.Get("/bad");

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Equal(1, (await admin.Status()).GetProperty("sites")[0].GetProperty("script_faults").GetInt64());
    }

    [Fact]
    public async Task The_dashboard_loads_nothing_from_elsewhere_and_escapes_what_it_shows()
    {
        await using var admin = await AdminProxy.Start();
        admin.Proxy.Save("""Map("/x").Respond(<script>);""");
        await admin.Post("/reload");

        using var answer = await admin.Client.GetAsync(new Uri("/", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("http://127.0.0.1:9900", page);
        Assert.Contains("was refused", page);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static (string? Name, string? State, long Requests) Server(JsonElement server) =>
        (server.GetProperty("name").GetString(), server.GetProperty("state").GetString(), server.GetProperty(
            "requests").GetInt64());
}
