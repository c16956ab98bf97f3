using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class RoutingTests
{
    [Fact]
    public async Task The_most_specific_pattern_wins_wherever_it_stands()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/{**path}").Respond("any");
            Map("/api/{id}").Respond("one");
            Map("/api/list").Respond("list");
            """);
        Assert.Equal("any", await proxy.GetText("/x/y"));
        Assert.Equal("one", await proxy.GetText("/api/5"));
        Assert.Equal("list", await proxy.GetText("/API/List"));
    }

    [Fact]
    public async Task Order_beats_specificity_and_more_conditions_beat_fewer()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/x").Respond("plain");
            Map("/x").Header("X-A").Respond("a");
            Map("/x").Header("X-A").Query("q", "1").Respond("a and q");
            Map("/{**path}").When(http => http.Request.Cookies.ContainsKey("canary")).Order(-1).Respond("canary");
            """);
        Assert.Equal("plain", await proxy.GetText("/x"));
        Assert.Equal("a", await Text(await proxy.Get("/x?q=2", ("X-A", "1"))));
        Assert.Equal("a and q", await Text(await proxy.Get("/x?q=1", ("X-A", "1"))));
        Assert.Equal("canary", await Text(await proxy.Get("/x?q=1", ("X-A", "1"), ("Cookie", "canary=1"))));
    }

    [Fact]
    public async Task Get_includes_head_and_another_method_falls_through_or_is_405()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/only").Methods("GET").Respond("got");
            Map("/both").Methods("GET").Respond("got");
            Map("/{**path}").Methods("POST").Respond("posted");
            """);
        Assert.Equal(HttpStatusCode.OK, (await proxy.Send(HttpMethod.Head, "/only")).StatusCode);
        Assert.Equal("posted", await Text(await proxy.Send(HttpMethod.Post, "/both")));
        var refused = await proxy.Send(HttpMethod.Delete, "/only");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Contains("GET", refused.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_405_names_each_method_once_however_many_ways_the_path_can_be_read()
    {
        await using var proxy = await RunningProxy.Start("""Map("/a/{**rest}").Methods("GET").Respond("x");""");

        var refused = await RawClient.Send(proxy.Port, "DELETE /a/b;c HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Contains("\r\nAllow: GET, HEAD\r\n", refused);
    }

    [Fact]
    public async Task What_no_route_takes_goes_to_the_sites_upstream_whatever_the_method()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            """Map("/api").Methods("GET").Respond("route");""", $"@site upstream = \"{backend.Url}\"");
        Assert.Equal("ok", await proxy.GetText("/other"));
        Assert.Equal("ok", await Text(await proxy.Send(HttpMethod.Delete, "/api")));
    }

    [Fact]
    public async Task No_route_is_404_without_a_word_about_what_runs_here()
    {
        await using var proxy = await RunningProxy.Start("""Map("/x").Respond("x");""");
        var answer = await RawClient.Get(proxy.Port, "/nothing");
        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("404 Not Found\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unknown_host_is_421()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/{**path}").Respond("x");""", "@site hosts = [\"localhost\", \"*.example.com\"]");
        Assert.Equal("x", await proxy.GetText("/"));
        Assert.Contains(
            "200 OK", await RawClient.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: A.B.Example.com.:80\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 421 Misdirected Request",
            await RawClient.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("xn--mnchen-3ya.de")]
    public async Task A_host_that_is_odd_is_just_a_host(string host)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Send(proxy.Port, $"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Equal(host, backend.LastHeader("Host"));
    }

    [Fact]
    public async Task A_host_that_cannot_be_passed_on_is_400()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        Assert.StartsWith(
            "HTTP/1.1 400 ", await RawClient.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: a..b\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task An_international_host_is_found_by_its_punycode()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/").Respond("x");""", "@site hosts = [\"münchen.de\"]");
        var answer = await RawClient.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: xn--mnchen-3ya.de\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_path_is_refused()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        Assert.StartsWith(
            "HTTP/1.1 405 ", await RawClient.Send(proxy.Port, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 400 ", await RawClient.Send(proxy.Port, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
            StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task Null_from_a_chosen_upstream_is_404_though_another_method_has_a_route()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/m/{x}").Methods("POST").Respond("posted");
            Map("/m/{x}").To(http => null);
            """);
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/m/1")).StatusCode);
    }

    [Fact]
    public async Task Sites_do_not_get_in_each_others_way()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/{**path}").Respond("first");""",
            "@site hosts = [\"localhost\"]\n[site.other]\nscript = \"other.csx\"\nhosts = [\"*\"]",
            files: ("other.csx", """Map("/api/exact").Respond("other");"""));
        Assert.Equal("first", await proxy.GetText("/api/exact"));
        Assert.Contains(
            "other", await RawClient.Send(proxy.Port, "GET /api/exact HTTP/1.1\r\nHost: elsewhere\r\n\r\n"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin", 403)]
    [InlineData("//admin", 403)]
    [InlineData("/%61dmin/x", 403)]
    [InlineData("/x/../admin", 403)]
    [InlineData("/admin%2fx", 400)]
    [InlineData("/x/..%2fadmin", 400)]
    [InlineData("/x\\..\\admin", 400)]
    [InlineData("/x/..%5cadmin", 400)]
    [InlineData("/admin;a/x", 400)]
    [InlineData("/x/..;/admin", 400)]
    [InlineData("/files/a%2Fb;c", 200)]
    public async Task A_rule_on_a_path_cannot_be_walked_around(string target, int status)
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/admin/{**rest}").Respond("no", status: 403);
            Map("/{**path}").Respond("yes");
            """);
        var answer = await RawClient.Get(proxy.Port, target);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upstream_may_be_chosen_per_request_and_an_unknown_one_is_404()
    {
        await using var north = new RawBackend(_ => RawBackend.Ok("north"));
        await using var south = new RawBackend(_ => RawBackend.Ok("south"));
        await using var proxy = await RunningProxy.Start(
            """Map("/t/{tenant}/{**rest}").To(http => http.Route("tenant") == "nobody" ? null : $"tenant-{http.Route("tenant")}");""",
            $"[upstream.tenant-north]\nservers = [\"{north.Url}\"]\n[upstream.tenant-south]\nservers = "
            + $"[\"{south.Url}\"]");
        Assert.Equal("north", await proxy.GetText("/t/north/x"));
        Assert.Equal("south", await proxy.GetText("/t/south/x"));
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/t/west/x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/t/nobody/x")).StatusCode);
    }

    [Fact]
    public async Task Handlers_answer_as_in_minimal_apis()
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/hello/{name}").Handle(http => Results.Text($"Hello {http.Route("name")}"));
            Map("/later").Handle(async http => { await Task.Yield(); return Results.Json(new { ok = true }); });
            Map("/raw").Handle(async http => await http.Response.WriteAsync("raw " + http.Site));
            Map("/teapot").Respond("short and stout", status: 418);
            """);
        Assert.Equal("Hello you", await proxy.GetText("/hello/you"));
        Assert.Equal("""{"ok":true}""", await proxy.GetText("/later"));
        Assert.Equal("raw test", await proxy.GetText("/raw"));
        Assert.Equal(418, (int)(await proxy.Get("/teapot")).StatusCode);
    }

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
