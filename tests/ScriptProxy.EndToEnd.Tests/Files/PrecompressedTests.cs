using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Files;

public sealed class PrecompressedTests
{
    [Theory]
    [InlineData("br", "br", "in brotli")]
    [InlineData("gzip", "gzip", "in gzip")]
    [InlineData("gzip, br", "br", "in brotli")]
    [InlineData("gzip;q=1, br;q=0.5", "gzip", "in gzip")]
    [InlineData("*", "br", "in brotli")]
    [InlineData("br;q=0, *", "gzip", "in gzip")]
    [InlineData("br;q=0, gzip;q=0.0", null, "plain")]
    [InlineData("identity", null, "plain")]
    [InlineData("deflate, zstd", null, "plain")]
    public async Task Sends_the_one_that_the_client_likes_best(string accept, string? coding, string body)
    {
        await using var proxy = await Start();

        var answer = await RawClient.Get(proxy.Port, "/app.js", $"Accept-Encoding: {accept}");

        Assert.Equal(coding, RawMessages.Header(answer, "Content-Encoding"));
        Assert.EndsWith("\r\n\r\n" + body, answer, StringComparison.Ordinal);
        Assert.Equal("text/javascript", RawMessages.Header(answer, "Content-Type"));
        Assert.Equal("Accept-Encoding", RawMessages.Header(answer, "Vary"));
    }

    [Fact]
    public async Task Each_has_a_tag_of_its_own_and_ranges_are_of_its_bytes()
    {
        await using var proxy = await Start();

        var plain = await RawClient.Get(proxy.Port, "/app.js");
        var part = await RawClient.Get(proxy.Port, "/app.js", "Accept-Encoding: br", "Range: bytes=3-8");

        Assert.NotEqual(RawMessages.Header(plain, "ETag"), RawMessages.Header(part, "ETag"));
        Assert.Equal("bytes 3-8/9", RawMessages.Header(part, "Content-Range"));
        Assert.EndsWith("\r\n\r\nbrotli", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_alone_does_not_vary()
    {
        await using var proxy = await Start();

        var answer = await RawClient.Get(proxy.Port, "/alone.js", "Accept-Encoding: br");

        Assert.Null(RawMessages.Header(answer, "Vary"));
        Assert.Null(RawMessages.Header(answer, "Content-Encoding"));
    }

    [Fact]
    public async Task One_that_is_older_than_its_file_is_not_sent()
    {
        await using var proxy = await Start();
        File.SetLastWriteTimeUtc(proxy.Folder.At("www/app.js.br"), DateTime.UtcNow.AddHours(-1));

        var answer = await RawClient.Get(proxy.Port, "/app.js", "Accept-Encoding: br, gzip");

        Assert.Equal("gzip", RawMessages.Header(answer, "Content-Encoding"));
    }

    [Fact]
    public async Task One_without_its_file_is_not_that_file()
    {
        await using var proxy = await Start();

        Assert.StartsWith(
            "HTTP/1.1 404 ", await RawClient.Get(proxy.Port, "/only.js", "Accept-Encoding: br"),
            StringComparison.Ordinal);
    }

    private static Task<RunningProxy> Start() => RunningProxy.Start(
        """Map("/{**path}").Files("www");""",
        files:
        [
            ("www/app.js", "plain"), ("www/app.js.br", "in brotli"), ("www/app.js.gz", "in gzip"),
            ("www/alone.js", "alone"),
            ("www/only.js.br", "orphan"),
        ]);
}
