using System.Net;

namespace ScriptProxy.EndToEnd.Tests.Files;

public sealed class RangeTests
{
    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=8-", "89", "bytes 8-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=5-99", "56789", "bytes 5-9/10")]
    [InlineData("bytes=-99", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=9-9", "9", "bytes 9-9/10")]
    public async Task Sends_the_part_that_was_asked_for(string range, string body, string contentRange)
    {
        await using var proxy = await Start();

        var response = await proxy.Get("/a.txt", ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal(contentRange, response.Content.Headers.ContentRange!.ToString());
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=99-100")]
    [InlineData("bytes=-0")]
    public async Task A_part_that_is_not_there_is_416(string range)
    {
        await using var proxy = await Start();

        var response = await proxy.Get("/a.txt", ("Range", range));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */10", response.Content.Headers.ContentRange!.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Theory]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=5-1")]
    [InlineData("bytes=x")]
    public async Task What_cannot_be_one_part_is_answered_whole(string range)
    {
        await using var proxy = await Start();

        var response = await proxy.Get("/a.txt", ("Range", range));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("0123456789", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{tag}", 206)]
    [InlineData("W/{tag}", 200)]
    [InlineData("\"other\"", 200)]
    [InlineData("{date}", 206)]
    [InlineData("Sun, 01 Nov 2020 12:00:00 GMT", 200)]
    public async Task A_part_is_sent_only_of_the_version_that_the_client_has(string condition, int status)
    {
        await using var proxy = await Start();
        var whole = await proxy.Get("/a.txt");
        var value = condition
            .Replace("{tag}", whole.Headers.ETag!.ToString(), StringComparison.Ordinal)
            .Replace("{date}", whole.Content.Headers.GetValues("Last-Modified").Single(), StringComparison.Ordinal);

        var response = await proxy.Get("/a.txt", ("Range", "bytes=0-1"), ("If-Range", value));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Head_knows_no_ranges()
    {
        await using var proxy = await Start();

        var response = await proxy.Send(HttpMethod.Head, "/a.txt", ("Range", "bytes=0-1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(10, response.Content.Headers.ContentLength);
    }

    private static Task<RunningProxy> Start() =>
        RunningProxy.Start("""Map("/{**path}").Files("www");""", files: ("www/a.txt", "0123456789"));
}
