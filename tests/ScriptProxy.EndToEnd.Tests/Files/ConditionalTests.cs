using System.Globalization;
using System.Net;

namespace ScriptProxy.EndToEnd.Tests.Files;

public sealed class ConditionalTests
{
    private static readonly DateTime Modified = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("If-None-Match", "{tag}", 304)]
    [InlineData("If-None-Match", "W/{tag}", 304)]
    [InlineData("If-None-Match", "\"a\", {tag}", 304)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-None-Match", "\"a\"", 200)]
    [InlineData("If-Modified-Since", "Sun, 01 Nov 2026 12:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Sun, 01 Nov 2026 12:00:01 GMT", 304)]
    [InlineData("If-Modified-Since", "Sun, 01 Nov 2026 11:59:59 GMT", 200)]
    [InlineData("If-Modified-Since", "yesterday", 200)]
    [InlineData("If-Match", "{tag}", 200)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "W/{tag}", 412)]
    [InlineData("If-Match", "\"a\"", 412)]
    [InlineData("If-Unmodified-Since", "Sun, 01 Nov 2026 12:00:00 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Sun, 01 Nov 2026 11:59:59 GMT", 412)]
    public async Task Answers_what_the_condition_asks_for(string name, string value, int status)
    {
        await using var proxy = await Start();
        var tag = (await proxy.Get("/a.txt")).Headers.ETag!.ToString();

        var response = await proxy.Get("/a.txt", (name, value.Replace("{tag}", tag, StringComparison.Ordinal)));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 304)
        {
            Assert.Equal(tag, response.Headers.ETag!.ToString());
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_tag_wins_over_the_date()
    {
        await using var proxy = await Start();

        var response = await proxy.Get(
            "/a.txt", ("If-None-Match", "\"a\""),
            ("If-Modified-Since", Modified.ToString("r", CultureInfo.InvariantCulture)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Last_modified_is_the_files_time()
    {
        await using var proxy = await Start();

        Assert.Equal(Modified, (await proxy.Get("/a.txt")).Content.Headers.LastModified!.Value.UtcDateTime);
    }

    private static async Task<RunningProxy> Start()
    {
        var proxy = await RunningProxy.Start("""Map("/{**path}").Files("www");""", files: ("www/a.txt", "0123456789"));
        File.SetLastWriteTimeUtc(proxy.Folder.At("www/a.txt"), Modified);
        return proxy;
    }
}
