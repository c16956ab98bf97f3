using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class TargetTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a%2Fb")]
    [InlineData("/a//b/./c/../d")]
    [InlineData("/%zz?x=%zz|{}")]
    [InlineData("/;p=1/+?a+b=%20&c")]
    [InlineData("/x?")]
    [InlineData("/caf%C3%A9?q=%C3%A9")]
    [InlineData("/x?a=/../b//c")]
    public async Task Path_and_query_reach_the_upstream_byte_for_byte(string target)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await RawClient.Get(proxy.Port, target);
        Assert.Equal($"GET {target} HTTP/1.1", backend.LastLine);
    }

    [Theory]
    [InlineData("/api/a%2Fb?x=1", "/a%2Fb?x=1")]
    [InlineData("/API/x", "/x")]
    [InlineData("/api", "/")]
    [InlineData("/api?q", "/?q")]
    [InlineData("/%61pi/x", "/x")]
    [InlineData("/z/../api/x%20y", "/x%20y")]
    [InlineData("/api//x", "/x")]
    public async Task StripPrefix_leaves_the_rest_as_the_client_wrote_it(string target, string expected)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            $"""Map("/api/{"{**rest}"}").StripPrefix("/api").To("{backend.Url}");""");
        await RawClient.Get(proxy.Port, target);
        Assert.Equal($"GET {expected} HTTP/1.1", backend.LastLine);
    }

    [Theory]
    [InlineData("/v1/a%2Fb/c?x=1", "/api/v1/a%2Fb/c?x=1")]
    [InlineData("/u/caf%c3%a9?y", "/user?name=caf%c3%a9")]
    [InlineData("/add/x?y", "/pre/add/x?y")]
    [InlineData("/zzz/../../add/x", "/pre/add/x")]
    [InlineData("/add//x/.well-known?y", "/pre/add//x/.well-known?y")]
    public async Task Rewrite_and_AddPrefix_insert_the_raw_text_of_what_was_captured(string target, string expected)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start($$"""
            Map("/v1/{**rest}").Rewrite("/api/v1/{rest}").To("{{backend.Url}}");
            Map("/u/{name}").Rewrite("/user?name={name}").To("{{backend.Url}}");
            Map("/add/{**rest}").AddPrefix("/pre").To("{{backend.Url}}");
            """);
        await RawClient.Get(proxy.Port, target);
        Assert.Equal($"GET {expected} HTTP/1.1", backend.LastLine);
    }

    [Theory]
    [InlineData("/old/a%2Fb?x=1", "302", "https://new.example.com/a%2Fb?x=1")]
    [InlineData("/perm/x", "301", "/new/x")]
    [InlineData("/keep/x", "307", "/new/x")]
    [InlineData("/both/x", "308", "/new/x?from=both")]
    [InlineData("/away//evil.example", "302", "/evil.example")]
    [InlineData("/away/%5Cevil.example", "302", "/%5Cevil.example")]
    public async Task Redirects_keep_the_query_and_never_lead_off_the_site_by_accident(
        string target, string status, string location)
    {
        await using var proxy = await RunningProxy.Start("""
            Map("/old/{**rest}").Redirect("https://new.example.com/{rest}");
            Map("/perm/{**rest}").Redirect("/new/{rest}", permanent: true);
            Map("/keep/{**rest}").Redirect("/new/{rest}", preserveMethod: true);
            Map("/both/{**rest}").Redirect("/new/{rest}?from=both", permanent: true, preserveMethod: true);
            Map("/away/{**rest}").Redirect("/{rest}");
            """);
        var answer = await RawClient.Get(proxy.Port, target);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(location, RawMessages.Header(answer, "Location"));
    }

    [Fact]
    public async Task A_path_that_a_middleware_assigns_is_what_the_upstream_gets()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start($$"""
            Use((http, next) => { http.Request.Path = "/as sent"; return next(http); });
            Map("/{**path}").To("{{backend.Url}}");
            """);
        await RawClient.Get(proxy.Port, "/from?q=1");
        Assert.Equal("GET /as%20sent?q=1 HTTP/1.1", backend.LastLine);
    }
}
