using System.Text;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Decodes the Connection header so that Kestrel keeps it. Once it has found exactly one of its three options,
/// <c>keep-alive</c>, <c>close</c> or <c>upgrade</c>, Kestrel replaces all lines of the header by that word, and the
/// headers that they nominate for removal (RFC 9110 §7.6.1) would be forwarded. So a line that nominates gets two of
/// the options: with <c>upgrade</c>, <c>keep-alive</c> too; without, both others, which ends the connection after the
/// answer.
/// </summary>
internal sealed class ConnectionHeaderEncoding : Encoding
{
    private const string KeepAlive = "keep-alive";
    private const string Close = "close";
    private const string Upgrade = "upgrade";

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Decode(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(chars.AsSpan(charIndex));
        return text.Length;
    }

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount + KeepAlive.Length + Close.Length + 4;

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            throw new InvalidOperationException("Connection contains NUL.");
        var text = Latin1.GetString(bytes);
        var options = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.TrueForAll(options, IsKestrels))
            return text;
        return Array.Exists(options, option => Is(option, Upgrade))
            ? $"{text}, {KeepAlive}"
            : $"{text}, {KeepAlive}, {Close}";
    }

    private static bool IsKestrels(string option) => Is(option, KeepAlive) || Is(option, Close) || Is(option, Upgrade);

    private static bool Is(string option, string other) => option.Equals(other, StringComparison.OrdinalIgnoreCase);
}
