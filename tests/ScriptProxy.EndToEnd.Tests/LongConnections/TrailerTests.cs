using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

public sealed class TrailerTests
{
    private const string Announced =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum, X-Other\r\n\r\n"
        + "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\nX-Other: a\r\nX-Other: b\r\n\r\n";

    private const string Unannounced =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 3\r\n\r\n";

    [Fact]
    public async Task Announced_trailers_of_an_answer_reach_an_http_1_1_client()
    {
        await using var backend = new RawBackend(_ => Announced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Equal("chunked", RawMessages.Header(answer, "Transfer-Encoding"));
        Assert.Equal("X-Sum, X-Other", RawMessages.Header(answer, "Trailer"));
        Assert.Null(RawMessages.Header(answer, "Content-Length"));
        Assert.EndsWith("\r\n0\r\nX-Sum: 5\r\nX-Other: a\r\nX-Other: b\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("abcde", Unchunked(answer));
    }

    [Fact]
    public async Task Trailers_that_nobody_announced_reach_a_client_that_says_it_reads_them()
    {
        await using var backend = new RawBackend(_ => Unannounced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(
            proxy.Port, "GET / HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\nConnection: close, TE\r\n\r\n");
        Assert.Equal("trailers", backend.LastHeader("TE"));
        Assert.EndsWith("\r\n0\r\nX-Sum: 3\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal("abc", Unchunked(answer));
    }

    [Fact]
    public async Task Trailers_that_nobody_announced_or_asked_for_are_left_out()
    {
        await using var backend = new RawBackend(_ => Unannounced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n3\r\nabc\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_goes_on_after_trailers()
    {
        await using var backend = new RawBackend(_ => Announced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(
            proxy.Port,
            "GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\nConnection: "
            + "close\r\n\r\n");
        Assert.Equal(2, answer.Split("X-Other: b\r\n\r\n").Length - 1);
        Assert.Equal(2, answer.Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Theory]
    [InlineData("access = \"off\"")]
    [InlineData("access = \"access.log\"")]
    public async Task Trailers_reach_the_client_whether_the_body_is_counted_for_a_log_or_not(string log)
    {
        await using var backend = new RawBackend(_ => Announced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"\n[log]\n{log}");
        using var answer = await proxy.Get("/");
        Assert.Equal("abcde", await answer.Content.ReadAsStringAsync());
        Assert.Equal("5", answer.TrailingHeaders.GetValues("X-Sum").Single());
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nTrailer: X-Sum\r\n\r\n")]
    public async Task An_answer_without_a_body_gets_no_chunks_for_its_trailers(string method, string said)
    {
        await using var backend = new RawBackend(_ => said);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(
            proxy.Port, $"{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\n0\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_middleware_writes_after_the_upstream_comes_before_the_trailers()
    {
        await using var backend = new RawBackend(_ => Announced);
        await using var proxy = await RunningProxy.Start(
            "Use(async (http, next) => { await next(http); await http.Response.WriteAsync(\"fgh\"); }); "
            + "Map(\"/{**p}\").To(\"app\");",
            $"[upstream.app]\nservers = [\"{backend.Url}\"]");
        using var answer = await proxy.Get("/");
        Assert.Equal("abcdefgh", await answer.Content.ReadAsStringAsync());
        Assert.Equal("5", answer.TrailingHeaders.GetValues("X-Sum").Single());
    }

    [Fact]
    public async Task A_middleware_that_replaces_the_body_sees_content_and_no_framing()
    {
        await using var backend = new RawBackend(_ => Announced);
        await using var proxy = await RunningProxy.Start(
            """
            Use(async (http, next) =>
            {
                var body = http.Response.Body;
                var mine = new MemoryStream();
                http.Response.Body = mine;
                await next(http);
                http.Response.Body = body;
                await http.Response.WriteAsync($"<{System.Text.Encoding.UTF8.GetString(mine.ToArray())}>");
            });
            Map("/{**p}").To("app");
            """,
            $"[upstream.app]\nservers = [\"{backend.Url}\"]");
        using var answer = await proxy.Get("/");
        Assert.Equal("<abcde>", await answer.Content.ReadAsStringAsync());
        Assert.Empty(answer.TrailingHeaders);
        Assert.False(answer.Headers.Contains("Trailer"));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_before_its_trailers_is_not_ended_as_if_it_were_whole()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"u8.ToArray(),
                stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.DoesNotContain("\r\n0\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_frame_or_describe_a_message_do_not_pass_as_trailers()
    {
        await using var backend = new RawBackend(_ =>
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n0\r\nContent-Length: "
            + "3\r\nSet-Cookie: a=b\r\nX-Sum: 0\r\n\r\n");
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var answer = await UntilClosed.Send(proxy.Port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.EndsWith("\r\n\r\n0\r\nX-Sum: 0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trailers_of_an_http_1_1_upstream_reach_an_http_2_client()
    {
        await using var backend = new RawBackend(_ => Unannounced);
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var answer = await GetHttp2(proxy);
        Assert.Equal("abc", await answer.Content.ReadAsStringAsync());
        Assert.Equal("3", answer.TrailingHeaders.GetValues("X-Sum").Single());
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Trailers_of_an_http_2_upstream_reach_any_client(string version)
    {
        await using var backend = await AppBackend.Start(
            app => app.Run(async http =>
            {
                http.Response.DeclareTrailer("X-Sum");
                http.Response.ContentLength = 3;
                await http.Response.WriteAsync("abc");
                http.Response.AppendTrailer("X-Sum", "3");
            }),
            HttpProtocols.Http2);
        await using var proxy = await RunningProxy.Start(
            null, $"@site upstream = \"app\"\n[upstream.app]\nservers = [\"{backend.Url}\"]\nhttp = \"2\"");
        using var answer = version == "2.0" ? await GetHttp2(proxy) : await proxy.Get("/");
        Assert.Equal("abc", await answer.Content.ReadAsStringAsync());
        Assert.Equal("3", answer.TrailingHeaders.GetValues("X-Sum").Single());
    }

    private static async Task<HttpResponseMessage> GetHttp2(RunningProxy proxy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return await proxy.Client.SendAsync(request);
    }

    private static string Unchunked(string answer)
    {
        var body = new StringBuilder();
        var rest = answer.Split("\r\n\r\n", 2)[1];
        while (Convert.ToInt32(rest.Split("\r\n", 2)[0], 16) is > 0 and var length)
        {
            var data = rest.Split("\r\n", 2)[1];
            body.Append(data, 0, length);
            rest = data[(length + 2)..];
        }

        return body.ToString();
    }
}
