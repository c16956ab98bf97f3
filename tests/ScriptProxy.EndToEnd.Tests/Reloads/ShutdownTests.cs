using System.Net;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

public sealed class ShutdownTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_in_flight_is_finished_and_new_connections_are_refused_at_once()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            arrived.SetResult();
            await release.Task.WaitAsync(stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawBackend.Ok("done")), stop);
        });
        await using var proxy = await RunningProxy.Start($"Map(\"/slow\").To(\"{backend.Url}\");");
        var slow = proxy.GetText("/slow");
        await arrived.Task.WaitAsync(Hang);
        var stopped = proxy.Host.StopAsync();
        await Eventually.Holds(() => Refuses(proxy.Port));
        Assert.False(stopped.IsCompleted);
        release.SetResult();
        Assert.Equal("done", await slow.WaitAsync(Hang));
        await stopped.WaitAsync(Hang);
    }

    [Theory]
    [InlineData("await Task.Delay(-1, http.RequestAborted);")]
    [InlineData("await Task.Delay(-1);")]
    public async Task What_is_over_time_is_ended_whether_it_heeds_its_abort_or_not(string wait)
    {
        await using var proxy = await RunningProxy.Start(
            $$"""
            Map("/slow").Handle(async http => { Shared.Counter("begun").Increment(); {{wait}} return Results.Text("never"); });
            Map("/begun").Handle(http => Results.Text($"{Shared.Counter("begun").Value}"));
            """,
            "[proxy]\nshutdown_timeout = \"300ms\"");
        var slow = proxy.GetText("/slow");
        await Polling.Becomes("1", () => proxy.GetText("/begun"));
        await proxy.Host.StopAsync().WaitAsync(Hang);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => slow.WaitAsync(Hang));
    }

    [Fact]
    public async Task The_same_port_can_be_served_again_right_away()
    {
        await using var proxy = await RunningProxy.Start("Map(\"/\").Respond(\"ok\");");
        Assert.Equal("ok", await proxy.GetText("/"));
        await proxy.Host.StopAsync();

        using var logs = new ConsoleLogs(LogLevelSetting.Error);
        await using var second = new ProxyHost(proxy.Folder.At("proxy.toml"), logs);
        Assert.True((await second.StartAsync(CancellationToken.None)).Succeeded);
        Assert.Equal("ok", await proxy.GetText("/"));
    }

    private static async Task<bool> Refuses(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
