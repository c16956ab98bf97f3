using System.Globalization;
using System.Text;

namespace ScriptProxy.Testing;

/// <summary>
/// Reads one HTTP/1.1 message off a stream as text, Latin-1: head, and body by Content-Length or chunks.
/// </summary>
public static class RawMessages
{
    /// <summary>The message; null when the stream ended before one began.</summary>
    public static Task<string?> Read(Stream stream, CancellationToken stop = default) =>
        Read(stream, hasBody: true, stop);

    /// <summary>The same; an answer to HEAD has a length and no body (RFC 9110 §9.3.2).</summary>
    public static async Task<string?> Read(Stream stream, bool hasBody, CancellationToken stop = default)
    {
        var text = new StringBuilder();
        while (!EndsWith(text, "\r\n\r\n"))
        {
            if (!await ReadByte(stream, text, stop))
                return text.Length == 0 ? null : text.ToString();
        }

        var head = text.ToString();
        if (!hasBody)
            return head;
        if (Header(head, "Transfer-Encoding") is "chunked")
            await ReadChunks(stream, text, stop);
        else if (Header(head, "Content-Length") is { } length)
            await ReadBytes(stream, text, int.Parse(length, CultureInfo.InvariantCulture), stop);
        return text.ToString();
    }

    public static string? Header(string head, string name) =>
        head.Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(parts => parts[1].Trim())
            .FirstOrDefault();

    private static async Task ReadChunks(Stream stream, StringBuilder text, CancellationToken stop)
    {
        while (true)
        {
            var from = text.Length;
            while (text.Length == from || !EndsWith(text, "\r\n"))
            {
                if (!await ReadByte(stream, text, stop))
                    throw new EndOfStreamException();
            }

            var size = text.ToString(from, text.Length - from - 2);
            var count = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await ReadBytes(stream, text, count + 2, stop);
            if (count == 0)
                return;
        }
    }

    private static async Task ReadBytes(Stream stream, StringBuilder text, int count, CancellationToken stop)
    {
        var buffer = new byte[count];
        await stream.ReadExactlyAsync(buffer, stop);
        text.Append(Encoding.Latin1.GetString(buffer));
    }

    private static async Task<bool> ReadByte(Stream stream, StringBuilder text, CancellationToken stop)
    {
        var one = new byte[1];
        if (await stream.ReadAsync(one, stop) == 0)
            return false;
        text.Append((char)one[0]);
        return true;
    }

    private static bool EndsWith(StringBuilder text, string end) =>
        text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;
}
