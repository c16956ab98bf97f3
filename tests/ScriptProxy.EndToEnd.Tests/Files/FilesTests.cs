using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Files;

public sealed class FilesTests
{
    private static readonly (string, string)[] Content =
    [
        ("www/index.html", "<h1>Home</h1>"),
        ("www/app.js", "let a = 1;"),
        ("www/notes", "plain"),
        ("www/docs/index.html", "<h1>Docs</h1>"),
        ("www/docs/a b.txt", "spaced"),
        ("www/empty/keep.txt", ""),
        ("www/.well-known/security.txt", "Contact: mailto:a@example.com"),
    ];

    [Theory]
    [InlineData("/", "<h1>Home</h1>", "text/html")]
    [InlineData("/index.html", "<h1>Home</h1>", "text/html")]
    [InlineData("/app.js", "let a = 1;", "text/javascript")]
    [InlineData("/notes", "plain", "application/octet-stream")]
    [InlineData("/docs/", "<h1>Docs</h1>", "text/html")]
    [InlineData("/docs/a%20b.txt", "spaced", "text/plain")]
    [InlineData("//docs///a%20b.txt?v=1", "spaced", "text/plain")]
    [InlineData("/empty/keep.txt", "", "text/plain")]
    [InlineData("/.well-known/security.txt", "Contact: mailto:a@example.com", "text/plain")]
    public async Task Sends_the_file_that_the_path_names(string target, string body, string type)
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");

        var answer = await RawClient.Get(proxy.Port, target);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + body, answer, StringComparison.Ordinal);
        Assert.Equal(type, RawMessages.Header(answer, "Content-Type"));
        Assert.Equal("bytes", RawMessages.Header(answer, "Accept-Ranges"));
    }

    [Fact]
    public async Task Only_what_the_catch_all_captured_is_looked_up()
    {
        await using var proxy = await Start("""
            Map("/static/{**file}").Files("www");
            Map("/u/{user}/{**rest}").Files("www/docs", index: "a b.txt");
            """);

        Assert.Equal("let a = 1;", await proxy.GetText("/static/app.js"));
        Assert.Equal("<h1>Home</h1>", await proxy.GetText("/static/"));
        Assert.Equal("spaced", await proxy.GetText("/u/jane/"));
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/app.js")).StatusCode);
    }

    [Theory]
    [InlineData("/docs", "/docs/")]
    [InlineData("/docs?a=1&b=%2F", "/docs/?a=1&b=%2F")]
    [InlineData("//docs", "/docs/")]
    [InlineData("/docs/../docs", "/docs/")]
    [InlineData("/%64ocs", "/%64ocs/")]
    public async Task A_folder_is_redirected_to_its_slash_and_never_off_the_site(string target, string location)
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");

        var answer = await RawClient.Get(proxy.Port, target);

        Assert.StartsWith("HTTP/1.1 301 ", answer, StringComparison.Ordinal);
        Assert.Equal(location, RawMessages.Header(answer, "Location"));
    }

    [Fact]
    public async Task The_root_itself_has_a_slash_too()
    {
        await using var proxy = await Start("""Map("/static/{**path}").Files("www");""");

        var response = await proxy.Get("/static?v=1");

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("/static/?v=1", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/none.html")]
    [InlineData("/empty/")]
    [InlineData("/app.js/")]
    [InlineData("/app.js/more")]
    public async Task What_is_not_there_is_404(string path)
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");

        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get(path)).StatusCode);
    }

    [Fact]
    public async Task Head_says_what_get_would_send()
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");

        var head = await proxy.Send(HttpMethod.Head, "/app.js");
        var get = await proxy.Get("/app.js");

        Assert.Equal(10, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.LastModified, head.Content.Headers.LastModified);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_405(string method)
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");

        var response = await proxy.Send(new HttpMethod(method), "/app.js");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_fallback_answers_what_no_file_has_but_not_what_is_refused()
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www", fallback: "index.html");""");

        Assert.Equal("<h1>Home</h1>", await proxy.GetText("/users/17"));
        Assert.Equal("<h1>Home</h1>", await proxy.GetText("/empty/"));
        Assert.Equal("let a = 1;", await proxy.GetText("/app.js"));
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/.git/config")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await proxy.Send(HttpMethod.Post, "/users/17")).StatusCode);
    }

    [Fact]
    public async Task A_changed_file_is_served_without_a_reload()
    {
        await using var proxy = await Start("""Map("/{**path}").Files("www");""");
        var before = await proxy.Get("/app.js");

        proxy.Folder.Write("www/app.js", "let b = 22;");
        var after = await proxy.Get("/app.js", ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Equal("let b = 22;", await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_root_that_is_a_link_may_be_swapped()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/{**path}").Files("releases/current");""",
            files: [("releases/1/index.html", "one"), ("releases/2/index.html", "two"), ("releases/current/x", "")]);
        Directory.Delete(proxy.Folder.At("releases/current"), recursive: true);
        Directory.CreateSymbolicLink(proxy.Folder.At("releases/current"), "1");
        Assert.Equal("one", await proxy.GetText("/"));

        Directory.Delete(proxy.Folder.At("releases/current"));
        Directory.CreateSymbolicLink(proxy.Folder.At("releases/current"), "2");

        Assert.Equal("two", await proxy.GetText("/"));
    }

    private static Task<RunningProxy> Start(string script) => RunningProxy.Start(script, files: Content);
}
