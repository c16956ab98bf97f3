using System.Net;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class RetryTests
{
    [Fact]
    public async Task What_was_not_sent_goes_to_another_server_with_its_body_whole()
    {
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{UpstreamProxy.Refusing()}", "{good.Url}"]
            balance = "first"
            """);
        var body = new string('b', 100_000);
        var answer = await proxy.Client.PostAsync(new Uri("/", UriKind.Relative), new StringContent(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith("\r\n\r\n" + body, Assert.Single(good.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_partly_sent_is_a_502_and_is_not_sent_again()
    {
        await using var breaks = new SocketBackend(
            async (stream, stop) => await stream.ReadExactlyAsync(new byte[200], stop));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{breaks.Url}", "{good.Url}"]
            balance = "first"
            """);
        using var body = new MemoryStream(new byte[5_000_000]);
        var answer = await proxy.Client.PostAsync(new Uri("/", UriKind.Relative), new StreamContent(body));
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Empty(good.Requests);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("DELETE", true)]
    [InlineData("POST", false)]
    [InlineData("PATCH", false)]
    public async Task What_was_sent_goes_to_another_server_only_when_that_cannot_do_harm(
        string method, bool isSentAgain)
    {
        await using var breaks = new SocketBackend(async (stream, stop) => await RawMessages.Read(stream, stop));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{breaks.Url}", "{good.Url}"]
            balance = "first"
            """);
        var answer = await proxy.Send(new HttpMethod(method), "/");
        Assert.Equal(isSentAgain ? HttpStatusCode.OK : HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(isSentAgain ? 1 : 0, good.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_was_sent_is_not_had_again_though_the_method_would_allow_it()
    {
        await using var breaks = new SocketBackend(async (stream, stop) => await RawMessages.Read(stream, stop));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{breaks.Url}", "{good.Url}"]
            balance = "first"
            """);
        var answer = await proxy.Client.PutAsync(new Uri("/", UriKind.Relative), new StringContent("abc"));
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Empty(good.Requests);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.OK, 3)]
    [InlineData("POST", HttpStatusCode.BadGateway, 2)]
    public async Task A_connection_that_is_reset_while_it_was_kept_alive_harms_no_request_that_may_be_repeated(
        string method, HttpStatusCode expected, int sent)
    {
        var requests = 0;
        await using var resets = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            Interlocked.Increment(ref requests);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok("ok")), stop);
            if (await RawMessages.Read(stream, stop) is not null)
                Interlocked.Increment(ref requests);
        });
        await using var proxy = await UpstreamProxy.Start($"servers = [\"{resets.Url}\"]");
        Assert.Equal("ok", await proxy.GetText("/"));
        Assert.Equal(expected, (await proxy.Send(new HttpMethod(method), "/")).StatusCode);
        Assert.Equal(sent, requests);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_for_another()
    {
        await using var silent = new SocketBackend((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{silent.Url}", "{good.Url}"]
            balance = "first"
            idle_timeout = "5s"
            """);
        Assert.Equal("good", await proxy.GetText("/"));
    }

    [Theory]
    [InlineData("502 Bad Gateway", "\"502\"", true)]
    [InlineData("503 Service Unavailable", "\"503\"", true)]
    [InlineData("504 Gateway Timeout", "\"504\"", true)]
    [InlineData("503 Service Unavailable", "\"error\", \"timeout\"", false)]
    [InlineData("500 Internal Server Error", "\"502\", \"503\", \"504\"", false)]
    public async Task A_status_makes_a_try_fail_when_retry_on_names_it(string status, string retryOn, bool isSentAgain)
    {
        await using var ill = new RawBackend(_ => $"HTTP/1.1 {status}\r\nX-Ill: 1\r\nContent-Length: 3\r\n\r\nill");
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{ill.Url}", "{good.Url}"]
            balance = "first"
            retry_on = [{retryOn}]
            """);
        var answer = await proxy.Get("/");
        Assert.Equal(isSentAgain ? "good" : "ill", await answer.Content.ReadAsStringAsync());
        Assert.Equal(!isSentAgain, answer.Headers.Contains("X-Ill"));
        Assert.Equal(isSentAgain ? "OK" : status[4..], answer.ReasonPhrase);
    }

    [Fact]
    public async Task The_last_answer_is_passed_on_when_all_have_the_status()
    {
        await using var one = new RawBackend(_ => "HTTP/1.1 503 Busy\r\nContent-Length: 3\r\n\r\none");
        await using var two = new RawBackend(_ => "HTTP/1.1 503 Busy\r\nContent-Length: 3\r\n\r\ntwo");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{one.Url}", "{two.Url}"]
            balance = "first"
            retry_on = ["503"]
            """);
        Assert.Equal("two", await proxy.Get("/").Text());
        Assert.Single(one.Requests);
    }

    [Theory]
    [InlineData("retries = 0")]
    [InlineData("retry_on = []")]
    [InlineData("retries = 1")]
    public async Task No_more_servers_are_tried_than_retries_says(string setting)
    {
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{UpstreamProxy.Refusing()}", "{UpstreamProxy.Refusing()}", "{good.Url}"]
            balance = "first"
            max_fails = 0
            {setting}
            """);
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        Assert.Empty(good.Requests);
    }

    [Fact]
    public async Task A_routes_balancer_is_asked_again_without_the_servers_that_failed()
    {
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $$"""
            servers = [{ url = "{{UpstreamProxy.Refusing()}}", name = "a" }, { url = "{{UpstreamProxy.Refusing()}}", name = "b" }, { url = "{{good.Url}}", name = "c" }]
            max_fails = 0
            """,
            """
            Map("/").Balance((http, servers) =>
            {
                http.Items["asked"] = $"{http.Items["asked"]} {string.Join("", servers.Select(server => server.Name))}";
                return servers[0];
            }).ResponseHeader("X-Asked", http => $"{http.Items["asked"]}".Trim()).To("app");
            """);
        var answer = await proxy.Get("/");
        Assert.Equal("abc bc c", answer.Headers.GetValues("X-Asked").Single());
        Assert.Equal("good", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Headers_of_the_answer_and_the_server_that_scripts_see_are_those_of_the_last_try()
    {
        await using var ill = new RawBackend(_ => "HTTP/1.1 503 Busy\r\nX-Ill: 1\r\nContent-Length: 0\r\n\r\n");
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{ill.Url}", "{good.Url}"]
            balance = "first"
            retry_on = ["503"]
            """,
            """
            Use(async (http, next) => { http.Response.Headers["X-Mine"] = "1"; await next(http); });
            ResponseHeader("X-Served-By", http => http.Upstream?.Server);
            """);
        var answer = await proxy.Get("/");
        Assert.Equal(good.Url, answer.Headers.GetValues("X-Served-By").Single());
        Assert.Equal("1", answer.Headers.GetValues("X-Mine").Single());
        Assert.False(answer.Headers.Contains("X-Ill"));
    }
}
