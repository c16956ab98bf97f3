using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>A backend that accepts WebSockets and hands each to the test.</summary>
internal static class WebSocketBackend
{
    public static Task<AppBackend> Start(Func<WebSocket, Task> converse) => AppBackend.Start(app =>
    {
        app.UseWebSockets();
        app.Run(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await converse(socket);
        });
    });
}
