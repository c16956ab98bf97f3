using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>Opens WebSockets at a proxy, over either version of HTTP.</summary>
internal static class WebSocketClient
{
    public static async Task<ClientWebSocket> Open(int port, string version = "1.1", params string[] subprotocols)
    {
        var client = new ClientWebSocket();
        foreach (var subprotocol in subprotocols)
            client.Options.AddSubProtocol(subprotocol);
        await Connect(client, port, version);
        return client;
    }

    public static async Task Connect(ClientWebSocket client, int port, string version)
    {
        client.Options.HttpVersion = new Version(version);
        client.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.Options.CollectHttpResponseDetails = true;
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        await client.ConnectAsync(new Uri($"ws://localhost:{port}/ws"), invoker, CancellationToken.None);
    }

    /// <summary>The next whole message, as text.</summary>
    public static async Task<string> Receive(WebSocket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (received.EndOfMessage)
                return text.ToString();
        }
    }
}
