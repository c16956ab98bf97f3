using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Limits;

public sealed class MaxBodyTests
{
    [Theory]
    [InlineData("/app")]
    [InlineData("/handled")]
    [InlineData("/piped")]
    public async Task A_longer_body_is_a_413_whether_it_has_a_length_or_comes_in_chunks(string path)
    {
        await using var backend = new RawBackend();
        await using var proxy = await Start(backend);
        Assert.Equal("413", await Post(proxy, path, $"Content-Length: 101\r\n\r\n{new string('x', 101)}"));
        Assert.Equal("413", await Post(proxy, path, Chunked(51)));
        Assert.Equal("413", await Post(proxy, path, Chunked(1, 101)));
        Assert.DoesNotContain(
            backend.Requests, request => request.Contains(new string('x', 101), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/app")]
    [InlineData("/handled")]
    [InlineData("/piped")]
    public async Task One_that_fits_passes(string path)
    {
        await using var backend = new RawBackend();
        await using var proxy = await Start(backend);
        Assert.Equal("200", await Post(proxy, path, $"Content-Length: 100\r\n\r\n{new string('x', 100)}"));
        Assert.Equal("200", await Post(proxy, path, Chunked(50)));
        Assert.Equal("200", await Post(proxy, path, Chunked(1, 100)));
    }

    [Theory]
    [InlineData("/wide", 1_000)]
    [InlineData("/any", 40_000_000)]
    public async Task A_routes_limit_takes_the_place_of_the_sites_and_of_the_listeners(string path, int length)
    {
        await using var backend = new RawBackend();
        await using var proxy = await Start(backend);
        Assert.Equal("200", await Post(proxy, path, $"Content-Length: {length}\r\n\r\n{new string('x', length)}"));
    }

    private static Task<RunningProxy> Start(RawBackend backend) => RunningProxy.Start($$"""
        MaxBody(100);
        Map("/app").To("{{backend.Url}}");
        Map("/handled").Handle(async http => Results.Text(await new StreamReader(http.Request.Body).ReadToEndAsync()));
        Map("/piped").Handle(async http =>
        {
            var read = await http.Request.BodyReader.ReadAtLeastAsync(102);
            return Results.Text($"{read.Buffer.Length}");
        });
        Map("/wide").MaxBody("1k").To("{{backend.Url}}");
        Map("/any").MaxBody("0").Handle(async http => { await http.Request.Body.CopyToAsync(Stream.Null); return Results.Ok(); });
        """);

    private static string Chunked(int size, int count = 2)
    {
        var chunks = string.Concat(Enumerable.Repeat($"{size:x}\r\n{new string('x', size)}\r\n", count));
        return $"Transfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n";
    }

    private static async Task<string> Post(RunningProxy proxy, string path, string rest) =>
        (await RawClient.Send(proxy.Port, $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{rest}")).Split(' ')[1];
}
