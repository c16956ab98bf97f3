using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

public sealed class ServerSentEventTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Each_event_arrives_before_the_next_is_made(string version)
    {
        using var seen = new SemaphoreSlim(0);
        await using var backend = await AppBackend.Start(app => app.Run(async http =>
        {
            http.Response.ContentType = "text/event-stream";
            for (var i = 0; i < 5; i++)
            {
                await http.Response.WriteAsync($"id: {i}\ndata: event {i}\n\n");
                await http.Response.Body.FlushAsync();
                await seen.WaitAsync(http.RequestAborted);
            }
        }));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var answer = await Open(proxy, version);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.ToString());
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal($"id: {i}", await reader.ReadLineAsync().WaitAsync(Hang));
            Assert.Equal($"data: event {i}", await reader.ReadLineAsync().WaitAsync(Hang));
            Assert.Equal("", await reader.ReadLineAsync().WaitAsync(Hang));
            seen.Release();
        }

        Assert.Null(await reader.ReadLineAsync().WaitAsync(Hang));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_client_knows_that_the_stream_is_open_before_the_first_event(string version)
    {
        using var open = new SemaphoreSlim(0);
        await using var backend = await AppBackend.Start(app => app.Run(async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync();
            await open.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync("data: first\n\n");
        }));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        using var answer = await Open(proxy, version).WaitAsync(Hang);
        open.Release();
        Assert.Equal("data: first\n\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_stream_in_the_backend()
    {
        var ended = new TaskCompletionSource();
        await using var backend = await AppBackend.Start(app => app.Run(async http =>
        {
            http.RequestAborted.Register(ended.SetResult);
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }));
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        (await Open(proxy, "1.1")).Dispose();
        await ended.Task.WaitAsync(Hang);
    }

    private static async Task<HttpResponseMessage> Open(RunningProxy proxy, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events")
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return await proxy.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
