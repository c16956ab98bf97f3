using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ScriptProxy.Forwarding.Heads;

/// <summary>Reads the first line of an answer (RFC 9112 §4), the end of which has been taken off and which has no controls.</summary>
internal static class StatusLine
{
    // HTTP/1.1 200
    private const int Shortest = 12;
    private const string None = "it does not begin with a status line of HTTP/1.0 or HTTP/1.1";

    /// <summary>What is wrong with it; null when it is a status line.</summary>
    public static string? Read(ReadOnlySpan<byte> line, AnswerHead head)
    {
        if (line.Length < Shortest || !line.StartsWith("HTTP/1."u8) || line[8] != ' ' || line[7] is not ((byte)'0' or (byte)'1'))
            return None;
        var code = line[9..Shortest];
        if (code.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (line.Length > Shortest && line[Shortest] != ' '))
            return "its status is not three digits";

        head.IsHttp11 = line[7] == '1';
        head.Status = ((code[0] - '0') * 100) + ((code[1] - '0') * 10) + (code[2] - '0');
        if (head.Status < 100)
            return "its status is below 100";
        head.Reason = line.Length <= Shortest + 1 ? null : ReasonOf(line[(Shortest + 1)..], head.Status);
        return null;
    }

    private static string? ReasonOf(ReadOnlySpan<byte> reason, int status) =>
        Ascii.Equals(reason, ReasonPhrases.GetReasonPhrase(status)) ? null : Encoding.Latin1.GetString(reason);
}
