using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.Testing;

/// <summary>A client without an HTTP library: sends the bytes it is given.</summary>
public static class RawClient
{
    /// <summary>Sends a request on a connection of its own and reads the answer.</summary>
    public static async Task<string> Send(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        return await RawMessages.Read(stream, hasBody: !request.StartsWith("HEAD ", StringComparison.Ordinal)) ?? "";
    }

    /// <summary>A GET for a target with the Host <c>localhost</c> and further header lines.</summary>
    public static Task<string> Get(int port, string target, params string[] headers) =>
        Send(
            port,
            $"GET {target} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(line => line + "\r\n"))}\r\n");
}
