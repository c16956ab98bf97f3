using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

public sealed class RequestTrailerTests
{
    [Fact]
    public async Task Trailers_of_a_request_reach_an_http_1_1_upstream()
    {
        await using var backend = new RawTrailerBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await UntilClosed.Send(proxy.Port, Request("Trailer: X-Sum\r\n", "X-Sum: 5\r\nX-Two: a\r\nX-Two: b\r\n"));
        Assert.Contains("\r\nTrailer: X-Sum\r\n", backend.Received, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(
            "abcde\r\n0\r\nX-Sum: 5\r\nX-Two: a\r\nX-Two: b\r\n\r\n", backend.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trailers_of_a_request_cannot_say_what_headers_of_its_may_not()
    {
        await using var backend = new RawTrailerBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await UntilClosed.Send(proxy.Port, Request(
            "Connection: close, X-Mine\r\n",
            "X-Forwarded-For: 6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nContent-Length: 9\r\nX_Under: 1\r\nX-Mine: "
            + "1\r\nAuthorization: a\r\nX-Sum: 5\r\n"));
        Assert.EndsWith("abcde\r\n0\r\nX-Sum: 5\r\n\r\n", backend.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_trailers_ends_with_an_empty_last_chunk()
    {
        await using var backend = new RawTrailerBackend();
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        await UntilClosed.Send(proxy.Port, Request("", ""));
        Assert.EndsWith("abcde\r\n0\r\n\r\n", backend.Received, StringComparison.Ordinal);
    }

    private static string Request(string headers, string trailers) =>
        "POST / HTTP/1.1\r\nHost: "
        + $"localhost\r\n{(headers.Contains("close", StringComparison.Ordinal) ? "" : "Connection: close\r\n")}"
        + $"{headers}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n{trailers}\r\n";
}
