using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

public sealed class SlowClientTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n")]
    [InlineData("GET / HTT")]
    public async Task A_head_that_does_not_come_within_header_timeout_is_408_and_the_end(string begun)
    {
        await using var backend = new RawBackend();
        var (proxy, port) = await Start(backend);
        await using var _ = proxy;
        var exchange = await RawExchange.Send(port, begun, _ => false);
        Assert.Equal([408], exchange.Statuses);
        Assert.True(exchange.Closed);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\n")]
    public async Task A_body_that_stops_coming_is_408_and_the_end(string body)
    {
        await using var backend = new RawBackend();
        var (proxy, port) = await Start(backend);
        await using var _ = proxy;
        var exchange = await RawExchange.Send(port, $"POST / HTTP/1.1\r\nHost: a\r\n{body}", _ => false);
        Assert.Equal([408], exchange.Statuses);
        Assert.True(exchange.Closed);
        Assert.Empty(backend.Requests);
        Assert.Empty(proxy.Log.Lines);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed()
    {
        await using var backend = new RawBackend();
        var (proxy, port) = await Start(backend);
        await using var _ = proxy;
        var exchange = await RawExchange.Send(port, "", _ => false);
        Assert.Equal("", exchange.Text);
        Assert.True(exchange.Closed);
    }

    private static async Task<(RunningProxy Proxy, int Port)> Start(RawBackend backend)
    {
        var port = FreePort.Next();
        return (await RunningProxy.Start(null, $$"""
            @site upstream = "{{backend.Url}}"
            [listener.impatient]
            address = "127.0.0.1:{{port}}"
            limits = { header_timeout = "1s", keep_alive = "1s" }
            """), port);
    }
}
