using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

public sealed class HeaderTests
{
    [Fact]
    public async Task The_upstream_learns_whose_request_it_is()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await RawClient.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: app.example.com\r\n\r\n");
        Assert.Equal("app.example.com", backend.LastHeader("Host"));
        Assert.Equal("127.0.0.1", backend.LastHeader("X-Real-IP"));
        Assert.Equal("127.0.0.1", backend.LastHeader("X-Forwarded-For"));
        Assert.Equal("http", backend.LastHeader("X-Forwarded-Proto"));
        Assert.Equal("app.example.com", backend.LastHeader("X-Forwarded-Host"));
        Assert.Equal($"{proxy.Port}", backend.LastHeader("X-Forwarded-Port"));
    }

    [Fact]
    public async Task What_an_untrusted_peer_claims_is_dropped()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await RawClient.Get(
            proxy.Port, "/", "X-Forwarded-For: 1.2.3.4", "X-Real-IP: 1.2.3.4", "X-Forwarded-Proto: https",
            "X-Forwarded-Prefix: /x", "Forwarded: for=1.2.3.4");
        Assert.Equal(["127.0.0.1"], backend.LastHeaders("X-Forwarded-For"));
        Assert.Equal(["127.0.0.1"], backend.LastHeaders("X-Real-IP"));
        Assert.Equal(["http"], backend.LastHeaders("X-Forwarded-Proto"));
        Assert.Empty(backend.LastHeaders("X-Forwarded-Prefix"));
        Assert.Empty(backend.LastHeaders("Forwarded"));
    }

    [Fact]
    public async Task What_a_trusted_peer_says_is_kept_and_appended_to()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            """
            ResponseHeader("X-Client", http => http.ClientIp.ToString());
            ResponseHeader("X-Scheme", http => http.Request.Scheme);
            """,
            "[proxy]\ntrusted_proxies = [\"127.0.0.0/8\", \"10.0.0.0/8\"]\nwatch = false\n@site upstream = "
            + $"\"{backend.Url}\"");
        var answer = await RawClient.Get(
            proxy.Port, "/", "X-Forwarded-For: 6.6.6.6, 1.2.3.4, 10.1.1.1", "X-Forwarded-Proto: https",
            "X-Forwarded-Host: a.example");
        Assert.Equal("6.6.6.6, 1.2.3.4, 10.1.1.1, 127.0.0.1", backend.LastHeader("X-Forwarded-For"));
        Assert.Equal("1.2.3.4", backend.LastHeader("X-Real-IP"));
        Assert.Equal("https", backend.LastHeader("X-Forwarded-Proto"));
        Assert.Equal("a.example", backend.LastHeader("X-Forwarded-Host"));
        Assert.Equal("1.2.3.4", RawMessages.Header(answer, "X-Client"));
        Assert.Equal("https", RawMessages.Header(answer, "X-Scheme"));
    }

    [Theory]
    [InlineData("append", "1.2.3.4, 127.0.0.1")]
    [InlineData("set", "127.0.0.1")]
    [InlineData("off", "1.2.3.4")]
    public async Task An_upstream_may_say_what_becomes_of_forwarded_headers(string mode, string expected)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"b\"\n[upstream.b]\nservers = [\"{backend.Url}\"]\nforwarded = \"{mode}\"");
        await RawClient.Get(proxy.Port, "/", "X-Forwarded-For: 1.2.3.4");
        Assert.Equal([expected], backend.LastHeaders("X-Forwarded-For"));
    }

    [Fact]
    public async Task Headers_of_this_hop_end_here()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await RawClient.Get(
            proxy.Port, "/", "Connection: keep-alive, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "TE: gzip",
            "Proxy-Connection: keep-alive", "X_Under: 1", "Transfer_Encoding: chunked", "X-Stays: 1");
        foreach (var name in new[] { "X-Hop", "Keep-Alive", "TE", "Proxy-Connection", "X_Under", "Transfer_Encoding" })
            Assert.Empty(backend.LastHeaders(name));
        Assert.Equal("1", backend.LastHeader("X-Stays"));
    }

    [Theory]
    [InlineData("X-Hop, keep-alive")]
    [InlineData("close, X-Hop")]
    [InlineData("x-hop")]
    [InlineData("Upgrade, X-Hop")]
    [InlineData("close\r\nConnection: X-Hop")]
    [InlineData("keep-alive\r\nConnection: X-Hop")]
    public async Task Headers_that_the_connection_header_names_end_here(string connection)
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Get(proxy.Port, "/", $"Connection: {connection}", "X-Hop: 1");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Empty(backend.LastHeaders("X-Hop"));
    }

    [Fact]
    public async Task Repeated_empty_and_non_ascii_headers_pass_both_ways()
    {
        await using var backend = new RawBackend(
            _ => RawBackend.Ok("ok", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Name: caf\u00e9\r\nServer: theirs\r\n"));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await RawClient.Get(proxy.Port, "/", "X-A: 1", "X-A: 2", "X-Empty:", "X-Name: caf\u00e9");
        Assert.Equal(["1", "2"], backend.LastHeaders("X-A").SelectMany(value => value.Split(", ")));
        Assert.Equal("", backend.LastHeader("X-Empty"));
        Assert.Equal("caf\u00e9", backend.LastHeader("X-Name"));
        Assert.Contains("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Name: caf\u00e9\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Server: theirs\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_change_headers_of_the_site_and_of_one_route()
    {
        await using var backend = new RawBackend(_ => RawBackend.Ok("ok", "X-Powered-By: PHP\r\n"));
        await using var proxy = await RunningProxy.Start($$"""
            RequestHeader("X-Tenant", Vars["tenant"]);
            RequestHeader("X-Same", "site");
            RemoveRequestHeader("X-Internal");
            ResponseHeader("X-Served-By", http => http.Upstream?.Server);
            RemoveResponseHeader("X-Powered-By");
            Map("/a").RequestHeader("X-Same", "route").RequestHeader("X-List", "2", append: true).To("{{backend.Url}}");
            """, "@site vars = { tenant = \"north\" }");
        var answer = await RawClient.Get(proxy.Port, "/a", "X-Internal: 1", "X-List: 1");
        Assert.Equal("north", backend.LastHeader("X-Tenant"));
        Assert.Equal("route", backend.LastHeader("X-Same"));
        Assert.Null(backend.LastHeader("X-Internal"));
        Assert.Equal("1, 2", string.Join(", ", backend.LastHeaders("X-List")));
        Assert.Equal(backend.Url, RawMessages.Header(answer, "X-Served-By"));
        Assert.Null(RawMessages.Header(answer, "X-Powered-By"));
    }

    [Fact]
    public async Task Response_headers_are_on_our_own_errors_too()
    {
        await using var proxy = await RunningProxy.Start("""
            ResponseHeader("X-Content-Type-Options", "nosniff");
            Map("/throws").Handle(http => Results.Text(Vars[http.Request.Path.Value!]));
            """);
        foreach (var path in new[] { "/nothing", "/throws" })
        {
            var response = await proxy.Get(path);
            Assert.False(response.IsSuccessStatusCode);
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task A_value_with_a_line_break_is_a_500_and_does_not_split()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start($$"""
            Map("/up").RequestHeader("X-A", http => "1\r\nX-B: 2").To("{{backend.Url}}");
            Map("/down").ResponseHeader("X-A", http => "1\r\nX-B: 2").To("{{backend.Url}}");
            Map("/own").ResponseHeader("X-A", http => "1\r\nX-B: 2").Respond("own");
            """);
        foreach (var path in new[] { "/up", "/down", "/own" })
        {
            var answer = await RawClient.Get(proxy.Port, path);
            Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("X-B", answer, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(backend.Requests, request => request.Contains("X-B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upstream_may_get_another_host()
    {
        await using var backend = new RawBackend();
        await using var proxy = await RunningProxy.Start(
            """Map("/u").To("u"); Map("/n").To("n");""",
            $"[upstream.u]\nservers = [\"{backend.Url}\"]\nhost = \"upstream\"\n[upstream.n]\nservers = "
            + $"[\"{backend.Url}\"]\nhost = \"inner.example\"");
        await RawClient.Get(proxy.Port, "/u");
        Assert.Equal($"127.0.0.1:{backend.Port}", backend.LastHeader("Host"));
        await RawClient.Get(proxy.Port, "/n");
        Assert.Equal("inner.example", backend.LastHeader("Host"));
    }

    [Fact]
    public async Task The_server_header_is_ours_to_give()
    {
        await using var proxy = await RunningProxy.Start(
            """Map("/x").Respond("x");""", "[proxy]\nserver_header = \"edge\"\nwatch = false");
        Assert.Equal("edge", (await proxy.Get("/x")).Headers.Server.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.Get("/y")).StatusCode);
    }
}
