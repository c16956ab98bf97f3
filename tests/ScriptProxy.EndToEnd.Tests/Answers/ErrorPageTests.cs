using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Answers;

public sealed class ErrorPageTests
{
    private const string Page = "<h1>Sorry</h1>";

    private static readonly (string, string)[] Pages = [("errors/page.html", Page), ("www/index.html", "home")];

    [Theory]
    [InlineData(404, "")]
    [InlineData(404, """Map("/x").To(http => "nobody");""")]
    [InlineData(404, """Map("/{**path}").Files("www");""")]
    [InlineData(405, """Map("/x").Methods("POST").Respond("x");""")]
    [InlineData(500, """Map("/x").Use((http, next) => throw new InvalidOperationException("secret")).Respond("x");""")]
    [InlineData(500, """Map("/x").When(http => throw new InvalidOperationException("secret")).Respond("x");""")]
    [InlineData(
        500,
        """Map("/x").ResponseHeader("X-A", http => throw new InvalidOperationException("secret")).Respond("x");""")]
    [InlineData(500, """Map("/x").Handle(http => throw new InvalidOperationException("secret"));""")]
    [InlineData(502, """Map("/x").To("gone");""")]
    [InlineData(503, """Map("/x").Balance((http, servers) => null).To("gone");""")]
    public async Task Stands_for_each_kind_of_error_of_ours(int status, string route)
    {
        await using var proxy = await RunningProxy.Start(
            $"""ErrorPage({status}, "errors/page.html"); ResponseHeader("X-Always", "1");""" + "\n" + route,
            $"[upstream.gone]\nservers = [\"http://127.0.0.1:{FreePort.Next()}\"]",
            files: Pages);

        var response = await proxy.Get("/x");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Page, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["1"], response.Headers.GetValues("X-Always"));
    }

    [Theory]
    [InlineData(401, """BasicAuth("users", realm: "Staff")""", "WWW-Authenticate")]
    [InlineData(403, """Deny("127.0.0.1")""", null)]
    [InlineData(413, "MaxBody(3)", null)]
    [InlineData(429, """RateLimit(perSecond: 0.001)""", "Retry-After")]
    public async Task Stands_for_each_refusal_and_keeps_the_headers_that_explain_it(
        int status, string rule, string? header)
    {
        await using var proxy = await RunningProxy.Start(
            $"""
            ErrorPage({status}, "errors/page.html");
            Map("/file").{rule}.Respond("x");
            Map("/made").ErrorPage({status}, http => Results.Text("made")).{rule}.Respond("x");
            """,
            files: [.. Pages, ("users", "ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=")]);

        foreach (var (path, page) in new[] { ("/file", Page), ("/made", "made") })
        {
            var request = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody";
            if (status == 429)
                Assert.StartsWith("HTTP/1.1 200 ", await RawClient.Send(proxy.Port, request), StringComparison.Ordinal);
            var answer = await RawClient.Send(proxy.Port, request);

            Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
            Assert.EndsWith($"\r\n\r\n{page}", answer, StringComparison.Ordinal);
            if (header is not null)
                Assert.NotNull(RawMessages.Header(answer, header));
        }
    }

    [Fact]
    public async Task Stands_for_a_path_that_could_be_read_in_two_ways()
    {
        await using var proxy = await RunningProxy.Start(
            """
            ErrorPage(400, "errors/page.html");
            Map("/admin/{**rest}").Respond("admin");
            Map("/{**path}").Respond("all");
            """,
            files: Pages);

        var answer = await RawClient.Get(proxy.Port, "/x/..%2fadmin%2fy");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith(Page, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stands_for_an_upstream_that_does_not_answer_in_time()
    {
        await using var backend = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = await RunningProxy.Start(
            """ErrorPage(504, "errors/page.html"); Map("/x").To("slow");""",
            $"[upstream.slow]\nservers = [\"{backend.Url}\"]\nidle_timeout = \"200ms\"",
            files: Pages);

        var response = await proxy.Get("/x");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal(Page, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_routes_page_goes_before_the_sites_and_a_later_one_before_an_earlier()
    {
        await using var proxy = await RunningProxy.Start(
            """
            ErrorPage(404, http => Results.Text("first"));
            ErrorPage(404, http => Results.Text("site"));
            Map("/route").ErrorPage(404, http => Results.Text("route")).To(http => null);
            Map("/other").ErrorPage(403, http => Results.Text("403")).To(http => null);
            """);

        Assert.Equal("route", await (await proxy.Get("/route")).Content.ReadAsStringAsync());
        Assert.Equal("site", await (await proxy.Get("/other")).Content.ReadAsStringAsync());
        Assert.Equal("site", await (await proxy.Get("/none")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Head_gets_the_head_of_the_page_alone()
    {
        await using var proxy = await RunningProxy.Start(
            """ErrorPage(404, "errors/page.html"); Map("/made").ErrorPage(404, http => Results.Text("made")).To(http => null);""",
            files: Pages);

        var file = await proxy.Send(HttpMethod.Head, "/none");
        var made = await proxy.Send(HttpMethod.Head, "/made");

        Assert.Equal(
            (HttpStatusCode.NotFound, (long?)Page.Length), (file.StatusCode, file.Content.Headers.ContentLength));
        Assert.Equal((HttpStatusCode.NotFound, (long?)4), (made.StatusCode, made.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_made_page_sees_the_request_and_the_status_and_keeps_the_status()
    {
        await using var proxy = await RunningProxy.Start(
            """
            ErrorPage(404, async http =>
            {
                await Task.Yield();
                http.Response.Headers["X-Page"] = "1";
                return Results.Json(new { path = http.Request.Path.Value, status = http.Response.StatusCode }, statusCode: 200);
            });
            """);

        var response = await proxy.Get("/none");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"path":"/none","status":404}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(["1"], response.Headers.GetValues("X-Page"));
    }

    [Theory]
    [InlineData("""(HttpContext http) => { if (http is not null) throw new InvalidOperationException("secret"); return Results.Ok(); }""")]
    [InlineData(
        """async http => { await http.Response.WriteAsync("half"); throw new InvalidOperationException("secret"); }""")]
    [InlineData("""http => (IResult)null!""")]
    [InlineData("""http => throw new InvalidOperationException("secret")""")]
    [InlineData("""async http => throw new InvalidOperationException("secret")""")]
    public async Task A_page_that_fails_gives_way_to_the_plain_answer_and_is_logged(string page)
    {
        await using var proxy = await RunningProxy.Start($"// first\nErrorPage(404, {page});");

        var answer = await RawClient.Get(proxy.Port, "/none");

        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n404 Not Found\n", answer, StringComparison.Ordinal);
        Assert.Contains("site.csx(2", Assert.Single(proxy.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_script_answers_itself_is_no_error_of_ours()
    {
        await using var proxy = await RunningProxy.Start(
            """ErrorPage(404, "errors/page.html"); Map("/x").Handle(http => Results.Text("mine", statusCode: 404));""",
            files: Pages);

        Assert.Equal("mine", await (await proxy.Get("/x")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_changed_page_is_served_by_itself()
    {
        await using var proxy = await RunningProxy.Start(
            """ErrorPage(404, "errors/page.html");""", watch: true, files: Pages);
        await proxy.Get("/none");

        proxy.Save("changed", "errors/page.html");

        await Eventually.Holds(async () => await (await proxy.Get("/none")).Content.ReadAsStringAsync() == "changed");
    }
}
