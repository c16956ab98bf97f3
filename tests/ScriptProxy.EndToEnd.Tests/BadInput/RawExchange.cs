using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>What came back for some bytes on a connection of their own.</summary>
/// <param name="Text">All of it, Latin-1.</param>
/// <param name="Closed">Whether the other side closed the connection.</param>
internal sealed partial record RawExchange(string Text, bool Closed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The statuses of the answers, in order.</summary>
    public IReadOnlyList<int> Statuses =>
        [.. StatusLine().Matches(Text).Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null))];

    /// <summary>Sends, and reads until the other side closes or has answered enough.</summary>
    /// <param name="port">On 127.0.0.1.</param>
    /// <param name="bytes">Latin-1.</param>
    /// <param name="isEnough">Given what came so far, whether to wait no longer for a close.</param>
    public static async Task<RawExchange> Send(int port, string bytes, Func<string, bool> isEnough)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        using var limit = new CancellationTokenSource(Patience);
        var stream = client.GetStream();
        var sending = SendAll(stream, bytes, limit.Token);
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (!isEnough(text.ToString()))
            {
                var read = await stream.ReadAsync(buffer, limit.Token);
                if (read == 0)
                    return new RawExchange(text.ToString(), true);
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed while there was something left to read: a reset.
            return new RawExchange(text.ToString(), true);
        }

        await sending;
        return new RawExchange(text.ToString(), false);
    }

    // What is refused early is no longer read.
    private static async Task SendAll(NetworkStream stream, string bytes, CancellationToken limit)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), limit);
        }
        catch (IOException)
        {
            // The answer says why.
        }
    }

    [GeneratedRegex(@"HTTP/1\.[01] (\d{3}) ")]
    private static partial Regex StatusLine();
}
