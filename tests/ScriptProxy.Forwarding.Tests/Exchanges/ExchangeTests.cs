using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

public sealed class ExchangeTests
{
    [Fact]
    public async Task Passes_a_request_and_its_answer_on()
    {
        await using var server = new RawBackend(_ => RawBackend.Ok("hello", "X-A: b\r\n"));
        await using var proxy = await SmallProxy.Start(server.Port);

        var answer = await RawClient.Get(proxy.Port, "/a?b=c", "X-Asked: yes");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-A: b\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello", answer, StringComparison.Ordinal);
        Assert.Equal("GET /a?b=c HTTP/1.1", server.LastLine);
        Assert.Equal("yes", server.LastHeader("X-Asked"));
        Assert.Equal(ForwardPhase.Done, proxy.NextOutcome().Phase);
    }

    [Fact]
    public async Task Uses_a_connection_again()
    {
        await using var server = new RawBackend();
        await using var proxy = await SmallProxy.Start(server.Port);

        for (var i = 0; i < 5; i++)
            await RawClient.Get(proxy.Port, "/");

        Assert.Equal(1, server.Connections);
        Assert.Equal(1, proxy.Forwarder.Connections);
    }

    [Theory]
    [InlineData("Connection: close\r\n", "ok")]
    [InlineData("", "ok and more")]
    public async Task Does_not_use_a_connection_again_that_is_not_fit_for_it(string headers, string body)
    {
        await using var server = new RawBackend(_ => $"HTTP/1.1 200 OK\r\n{headers}Content-Length: 2\r\n\r\n{body}");
        await using var proxy = await SmallProxy.Start(server.Port);

        await RawClient.Get(proxy.Port, "/");
        proxy.NextOutcome();
        var answer = await RawClient.Get(proxy.Port, "/");

        Assert.EndsWith("\r\n\r\nok", answer, StringComparison.Ordinal);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Sends_a_body_with_its_length()
    {
        await using var server = new RawBackend();
        await using var proxy = await SmallProxy.Start(server.Port);

        await RawClient.Send(proxy.Port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");

        Assert.EndsWith("\r\n\r\nhello", server.LastRequest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_a_body_in_chunks_with_trailers()
    {
        await using var server = new RawBackend();
        var rules = new CopyingRules { LastChunk = "0\r\n\r\n" };
        await using var proxy = await SmallProxy.Start(server.Port, rules);

        await RawClient.Send(proxy.Port, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        Assert.Equal("chunked", server.LastHeader("Transfer-Encoding"));
        Assert.EndsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n", server.LastRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task Bodies_of_any_size_come_through_both_ways(int size)
    {
        await using var server = new RawBackend(request => RawBackend.Ok(request.Split("\r\n\r\n", 2)[1]));
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new HttpClient();
        var body = new byte[size];
        new Random(1).NextBytes(body);

        var answer = await client.PostAsync(proxy.Url, new ByteArrayContent(body));

        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_to_connect()
    {
        await using var proxy = await SmallProxy.Start(FreePort.Next());

        Assert.StartsWith("HTTP/1.1 502", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);

        var outcome = proxy.NextOutcome();
        Assert.Equal(ForwardPhase.Connect, outcome.Phase);
        Assert.IsType<System.Net.Sockets.SocketException>(outcome.Cause);
    }

    [Fact]
    public async Task What_is_thrown_away_does_not_reach_the_client()
    {
        await using var server = new RawBackend(_ => RawBackend.Ok("secret"));
        await using var proxy = await SmallProxy.Start(server.Port, new CopyingRules { PassesOn = _ => false });

        Assert.DoesNotContain("secret", await RawClient.Get(proxy.Port, "/"), StringComparison.Ordinal);
        Assert.Equal(ForwardPhase.Done, proxy.NextOutcome().Phase);
    }
}
