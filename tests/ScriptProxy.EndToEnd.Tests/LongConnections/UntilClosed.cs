using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>A client that sends a request and reads what comes until the connection ends.</summary>
internal static class UntilClosed
{
    /// <summary>All that came, Latin-1.</summary>
    public static async Task<string> Send(int port, string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // A reset ends an answer as an end does, but for its being whole.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
