using System.Net;
using System.Net.WebSockets;
using ScriptProxy.EndToEnd.Tests.Reloads;

namespace ScriptProxy.EndToEnd.Tests.Limits;

public sealed class UnloadedLimitsTests
{
    [Fact]
    public async Task What_is_counted_and_a_WebSocket_that_was_let_in_hold_no_script()
    {
        await using var proxy = await RunningProxy.Start(
            """
            RateLimit(perSecond: 1000, burst: 1000, by: http => http.ClientIp, delay: true);
            ConcurrencyLimit(100, by: http => new { http.Request.Host });
            Allow("127.0.0.1", "::1");
            BasicAuth("users");
            TotalTimeout("60s");
            IdleTimeout("5m");
            MaxBody("1k");
            """,
            "@site upstream = \"echo:\"",
            files: ("users", "jane:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g="));
        using var socket = new ClientWebSocket();
        socket.Options.Credentials = new NetworkCredential("jane", "password");
        await socket.ConnectAsync(new Uri($"ws://localhost:{proxy.Port}/ws"), CancellationToken.None);
        var contexts = LoadContexts.Named(proxy.Folder.At("site.csx"));
        Assert.NotEmpty(contexts);

        proxy.Save("""Map("/{**path}").Respond("new");""");
        Assert.Empty(await proxy.Reload());
        await Polling.BecomesTrue(() => LoadContexts.Collected(contexts));
        Assert.Equal(WebSocketState.Open, socket.State);
    }
}
