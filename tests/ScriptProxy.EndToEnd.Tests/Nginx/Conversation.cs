using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>A client that sends several requests at once on one connection and takes the answers apart.</summary>
internal static class Conversation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The answers; the last is null when the connection ended before it.</summary>
    public static async Task<IReadOnlyList<HttpMessage?>> Hold(int port, IReadOnlyList<string> requests)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        var stream = client.GetStream();
        await Write(stream, string.Concat(requests), limit.Token);

        var answers = new List<HttpMessage?>();
        var (text, final) = ("", 0);
        while (final < requests.Count)
        {
            var method = requests[final].Split(' ', 2)[0];
            while (HttpMessageReader.Read(
                text, line => HasBody(line, method), ended: false, out var length) is { } answer)
            {
                answers.Add(answer);
                text = text[length..];
                if (!IsInterim(answer.FirstLine) && ++final == requests.Count)
                    return answers;
                method = requests[final].Split(' ', 2)[0];
            }

            var more = await ReadMore(stream, limit.Token);
            if (more.Length > 0)
            {
                text += more;
                continue;
            }

            answers.Add(HttpMessageReader.Read(text, line => HasBody(line, method), ended: true, out _));
            return answers;
        }

        return answers;
    }

    // A proxy that refuses early may close while it is still being written to.
    private static async Task Write(Stream stream, string text, CancellationToken stop)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        }
        catch (IOException)
        {
            return;
        }
    }

    private static async Task<string> ReadMore(Stream stream, CancellationToken stop)
    {
        var buffer = new byte[16384];
        try
        {
            return Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, stop));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static bool HasBody(string statusLine, string method) =>
        method != "HEAD" && !IsInterim(statusLine) && StatusOf(statusLine) is not ("204" or "304");

    private static bool IsInterim(string statusLine) => StatusOf(statusLine) is ['1', ..] and not "101";

    private static string StatusOf(string statusLine) => statusLine.Split(' ').ElementAtOrDefault(1) ?? "";
}
