using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// Scripts that pass on what a client sent must not let it split a message, the upstream's or the client's.
/// </summary>
public sealed class InjectionTests
{
    private const string Evil = "1\\r\\nX-Evil: 2";

    [Theory]
    [InlineData("""Map("/x").RequestHeader("X-A", http => "EVIL").To("URL");""")]
    [InlineData("""Map("/x").ResponseHeader("X-A", http => "EVIL").To("URL");""")]
    [InlineData("""Map("/x").ResponseHeader("X-A", http => "EVIL").Respond("own");""")]
    [InlineData(
        """Use((http, next) => { http.Request.Headers["X-A"] = "EVIL"; return next(http); }); Map("/x").To("URL");""")]
    [InlineData("""Use((http, next) => { http.Request.Headers["X-A"] = new[] { "1", "EVIL" }; return next(http); }); Map("/x").To("URL");""")]
    [InlineData(
        """Use((http, next) => { http.Response.Headers["X-A"] = "EVIL"; return next(http); }); Map("/x").To("URL");""")]
    [InlineData("""Use((http, next) => { http.Request.QueryString = new QueryString("?EVIL"); return next(http); }); Map("/x").To("URL");""")]
    [InlineData("""Use((http, next) => { http.Request.QueryString = new QueryString("?a b"); return next(http); }); Map("/x").To("URL");""")]
    [InlineData("""Use((http, next) => { http.Request.QueryString = new QueryString("?\u010d\u010a"); return next(http); }); Map("/x").To("URL");""")]
    [InlineData("""Map("/x").Handle(http => Results.Redirect("/EVIL"));""")]
    [InlineData("""Map("/x").Handle(http => { http.Response.Headers.Location = "/EVIL"; return Results.Ok(); });""")]
    public async Task A_line_break_that_a_script_makes_is_a_500(string script)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            script.Replace("EVIL", Evil, StringComparison.Ordinal)
                .Replace("URL", backend.Url, StringComparison.Ordinal));
        var answer = await RawClient.Get(proxy.Port, "/x");

        Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Evil", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(backend.Requests, request => request.Contains("X-Evil", StringComparison.Ordinal));
        Assert.Single(proxy.Log.Lines);
    }

    [Theory]
    [InlineData("""Map("/r/{**rest}").Rewrite("/n/{rest}").To("URL");""")]
    [InlineData("""Map("/r/{**rest}").StripPrefix("/r").AddPrefix("/n").To("URL");""")]
    public async Task A_line_break_that_a_client_has_encoded_stays_encoded_in_a_rewrite(string script)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(script.Replace("URL", backend.Url, StringComparison.Ordinal));
        await RawClient.Get(proxy.Port, "/r/a%0d%0aX-Evil:%202?b%0d%0aX-Evil:%202");

        Assert.Equal("GET /n/a%0d%0aX-Evil:%202?b%0d%0aX-Evil:%202 HTTP/1.1", backend.LastLine);
    }

    [Fact]
    public async Task A_line_break_that_a_client_has_encoded_stays_encoded_in_a_redirect()
    {
        await using var proxy = await RunningProxy.Start("""Map("/r/{**rest}").Redirect("/n/{rest}");""");
        var answer = await RawClient.Get(proxy.Port, "/r/a%0d%0aX-Evil:%202");

        Assert.Equal("/n/a%0d%0aX-Evil:%202", RawMessages.Header(answer, "Location"));
        Assert.Null(RawMessages.Header(answer, "X-Evil"));
    }

    [Fact]
    public async Task The_destination_of_a_copy_passes_as_it_came_unless_the_script_that_is_shown_says_otherwise()
    {
        await using var backend = new RawBackend();
        var shown = Checkout.Read("docs/security.md").Split("```csharp\n", 2)[1].Split("```", 2)[0];
        await using var proxy = await RunningProxy.Start(
            shown.Replace("\"app\"", $"\"{backend.Url}\"", StringComparison.Ordinal),
            $"@site upstream = \"{backend.Url}\"");
        foreach (var (path, expected) in new[] { ("/a", "https://localhost/b"), ("/dav/a", "http://localhost/b") })
        {
            await RawClient.Send(
                proxy.Port, $"COPY {path} HTTP/1.1\r\nHost: localhost\r\nDestination: https://localhost/b\r\n\r\n");
            Assert.Equal(expected, backend.LastHeader("Destination"));
        }
    }
}
