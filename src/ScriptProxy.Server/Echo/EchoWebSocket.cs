using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Server.Echo;

/// <summary>Sends every message back as it came, and takes the first subprotocol that is offered.</summary>
internal static class EchoWebSocket
{
    public static async Task AnswerAsync(HttpContext http, CancellationToken ended)
    {
        var subprotocol = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault();
        using var socket = await http.WebSockets.AcceptWebSocketAsync(subprotocol);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), ended);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            await socket.SendAsync(
                buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, ended);
        }

        await socket.CloseOutputAsync(
            socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, socket.CloseStatusDescription, ended);
    }
}
