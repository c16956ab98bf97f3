using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Answers;

public sealed class InterceptTests
{
    private const string Theirs =
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/css\r\nContent-Encoding: gzip\r\nETag: \"x\"\r\nLast-Modified: "
        + "Sun, 01 Nov 2026 12:00:00 GMT\r\nAccept-Ranges: bytes\r\nSet-Cookie: a=1\r\nX-App: 1\r\nContent-Length: "
        + "6\r\n\r\ntheirs";

    [Fact]
    public async Task An_upstreams_error_stays_its_own()
    {
        await using var backend = new RawBackend(_ => Theirs);
        await using var proxy = await Start($$"""ErrorPage(404, "404.html"); Map("/x").To("{{backend.Url}}");""");

        var answer = await RawClient.Get(proxy.Port, "/x");

        Assert.EndsWith("\r\n\r\ntheirs", answer, StringComparison.Ordinal);
        Assert.Equal("gzip", RawMessages.Header(answer, "Content-Encoding"));
    }

    [Fact]
    public async Task Is_replaced_when_asked_to_with_what_describes_its_body()
    {
        await using var backend = new RawBackend(_ => Theirs);
        await using var proxy = await Start(
            $$"""ErrorPage(404, "404.html", intercept: true); SecurityHeaders(); Map("/x").To("{{backend.Url}}");""");

        var answer = await RawClient.Get(proxy.Port, "/x");

        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nours", answer, StringComparison.Ordinal);
        Assert.Equal("text/html", RawMessages.Header(answer, "Content-Type"));
        Assert.Equal("4", RawMessages.Header(answer, "Content-Length"));
        foreach (var name in new[] { "Content-Encoding", "ETag", "Last-Modified", "Accept-Ranges" })
            Assert.Null(RawMessages.Header(answer, name));
        Assert.Equal("a=1", RawMessages.Header(answer, "Set-Cookie"));
        Assert.Equal("1", RawMessages.Header(answer, "X-App"));
        Assert.Equal("nosniff", RawMessages.Header(answer, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task The_connection_to_the_upstream_goes_on_and_other_statuses_pass()
    {
        var answers = new Queue<string>([Theirs, RawBackend.Ok("fine"), Theirs]);
        await using var backend = new RawBackend(_ => answers.Dequeue());
        await using var proxy = await Start(
            $$"""ErrorPage(404, http => Results.Text("made"), intercept: true); Map("/x").To("{{backend.Url}}");""");

        Assert.EndsWith("made", await RawClient.Get(proxy.Port, "/x"), StringComparison.Ordinal);
        Assert.EndsWith("fine", await RawClient.Get(proxy.Port, "/x"), StringComparison.Ordinal);
        Assert.EndsWith("made", await RawClient.Get(proxy.Port, "/x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_is_let_go_of()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"u8.ToArray(), stop);
            await stream.CopyToAsync(Stream.Null, stop);
        });
        await using var proxy = await Start(
            $$"""ErrorPage(500, "404.html", intercept: true); Map("/x").To("{{backend.Url}}");""");

        var answer = await RawClient.Get(proxy.Port, "/x");

        Assert.EndsWith("ours", answer, StringComparison.Ordinal);
        await backend.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task<RunningProxy> Start(string script) => RunningProxy.Start(script, files: ("404.html", "ours"));
}
