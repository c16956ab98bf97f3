using System.Globalization;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>Takes HTTP/1.1 messages off a text of bytes, strictly: what is not whole is not a message yet.</summary>
internal static class HttpMessageReader
{
    /// <summary>The message at the beginning of the text; null while more of it must come.</summary>
    /// <param name="text">Latin-1.</param>
    /// <param name="hasBody">Whether a message with this first line has a body at all.</param>
    /// <param name="ended">Whether nothing more will come.</param>
    /// <param name="length">How much of the text it takes.</param>
    public static HttpMessage? Read(string text, Func<string, bool> hasBody, bool ended, out int length)
    {
        length = text.Length;
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return ended && text.Length > 0 ? new HttpMessage(text, [], "cut off", "") : null;

        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(HeaderOf).ToList();
        var head = new HttpMessage(lines[0], headers, "none", "");
        length = end + 4;
        return hasBody(lines[0]) ? WithBody(head, text[length..], ended, ref length) : head;
    }

    private static HttpMessage? WithBody(HttpMessage head, string rest, bool ended, ref int length)
    {
        if (head.Header("transfer-encoding") is "chunked")
        {
            if (Chunked(rest, out var body, out var taken))
            {
                length += taken;
                return head with { Framing = "chunked", Body = body };
            }
        }
        else if (head.Header("content-length") is { } size)
        {
            var count = int.Parse(size, CultureInfo.InvariantCulture);
            if (rest.Length >= count)
            {
                length += count;
                return head with { Framing = "length", Body = rest[..count] };
            }
        }
        else if (ended)
        {
            length += rest.Length;
            return head with { Framing = "until close", Body = rest };
        }

        length += rest.Length;
        return ended ? head with { Framing = "cut off", Body = rest } : null;
    }

    private static bool Chunked(string text, out string body, out int taken)
    {
        var all = new StringBuilder();
        (body, taken) = ("", 0);
        while (true)
        {
            var line = text.IndexOf("\r\n", taken, StringComparison.Ordinal);
            if (line < 0)
                return false;
            var size = int.Parse(
                text.AsSpan(taken, line - taken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            taken = line + 2;
            if (size == 0)
            {
                // Trailers are not compared; they end with an empty line.
                var last = text.IndexOf("\r\n", taken, StringComparison.Ordinal);
                if (last < 0)
                    return false;
                (body, taken) = (all.ToString(), last + 2);
                return true;
            }

            if (text.Length < taken + size + 2)
                return false;
            all.Append(text, taken, size);
            taken += size + 2;
        }
    }

    private static (string Name, string Value) HeaderOf(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, "") : (line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim());
    }
}
