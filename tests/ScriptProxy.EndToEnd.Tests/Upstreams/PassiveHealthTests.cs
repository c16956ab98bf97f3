using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

public sealed class PassiveHealthTests
{
    [Fact]
    public async Task A_failing_server_is_taken_out_and_gets_no_more_requests()
    {
        var tried = 0;
        await using var breaks = new RawBackend(_ => UpstreamProxy.Garbage(ref tried));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{breaks.Url}", "{good.Url}"]
            fail_timeout = "1h"
            """);
        for (var i = 0; i < 20; i++)
            Assert.Equal("good", await proxy.GetText("/"));
        Assert.Equal(1, tried);
        Assert.Single(
            proxy.Log.Lines,
            line => line.Contains($"server {breaks.Url} is taken out for 3600 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_takes_max_fails_failures()
    {
        var tried = 0;
        await using var breaks = new RawBackend(_ => UpstreamProxy.Garbage(ref tried));
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{breaks.Url}", "{good.Url}"]
            max_fails = 3
            fail_timeout = "1h"
            """);
        for (var i = 0; i < 20; i++)
            Assert.Equal("good", await proxy.GetText("/"));
        Assert.Equal(3, tried);
    }

    [Fact]
    public async Task After_fail_timeout_it_is_tried_and_comes_back()
    {
        var isIll = true;
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            while (await RawMessages.Read(stream, stop) is not null && !isIll)
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nback"u8.ToArray(), stop);
        });
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"""
            servers = ["{server.Url}", "{good.Url}"]
            fail_timeout = "100ms"
            """);
        Assert.Equal("good", await proxy.GetText("/"));
        Assert.Equal("good", await proxy.GetText("/"));
        isIll = false;
        await Eventually.Holds(async () => await proxy.GetText("/") == "back");
        await Eventually.Holds(
            () => proxy.Log.Lines.Any(line => line.EndsWith($"{server.Url} works again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lone_server_is_never_taken_out()
    {
        var isIll = true;
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            while (await RawMessages.Read(stream, stop) is not null && !isIll)
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), stop);
        });
        await using var proxy = await UpstreamProxy.Start($"servers = [\"{server.Url}\"]\nfail_timeout = \"1h\"");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        isIll = false;
        Assert.Equal("ok", await proxy.GetText("/"));
        Assert.DoesNotContain(proxy.Log.Lines, line => line.Contains("taken out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_none_up_all_are_tried_and_the_one_that_works_is_back_at_once()
    {
        var isIll = true;
        await using var server = new SocketBackend(async (stream, stop) =>
        {
            while (await RawMessages.Read(stream, stop) is not null && !isIll)
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), stop);
        });
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"{UpstreamProxy.Refusing()}\", \"{server.Url}\"]\nfail_timeout = \"1h\"");
        Assert.Equal(HttpStatusCode.BadGateway, (await proxy.Get("/")).StatusCode);
        isIll = false;
        for (var i = 0; i < 10; i++)
            Assert.Equal("ok", await proxy.GetText("/"));
        Assert.Single(proxy.Log.Lines, line => line.Contains("works again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    public async Task A_status_is_no_failure(string status)
    {
        await using var ill = new RawBackend(_ => $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        await using var good = UpstreamProxy.Named("good");
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [\"{ill.Url}\", \"{good.Url}\"]\nfail_timeout = \"1h\"");
        for (var i = 0; i < 10; i++)
            await proxy.Get("/");
        Assert.Equal(5, ill.Requests.Count);
    }

    [Fact]
    public async Task Backups_serve_while_all_others_are_down_and_only_then()
    {
        var isIll = true;
        await using var main = new SocketBackend(async (stream, stop) =>
        {
            while (await RawMessages.Read(stream, stop) is not null && !isIll)
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmain"u8.ToArray(), stop);
        });
        await using var backup = UpstreamProxy.Named("backup");
        await using var proxy = await UpstreamProxy.Start(
            $$"""
            servers = ["{{main.Url}}", { url = "{{backup.Url}}", backup = true }]
            fail_timeout = "100ms"
            """);
        for (var i = 0; i < 5; i++)
            Assert.Equal("backup", await proxy.GetText("/"));
        isIll = false;
        await Eventually.Holds(async () => await proxy.GetText("/") == "main");
        for (var i = 0; i < 5; i++)
            Assert.Equal("main", await proxy.GetText("/"));
    }
}
