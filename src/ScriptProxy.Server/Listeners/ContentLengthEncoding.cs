using System.Text;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Decodes the Content-Length header: digits and nothing else (RFC 9110 §8.6). Kestrel reads what it is given as .NET
/// reads a number, with a sign and with vertical tabs and form feeds around it, where another reader sees no length at
/// all.
/// </summary>
internal sealed class ContentLengthEncoding : Encoding
{
    // As many as Kestrel has room for.
    private const int MaxDigits = 19;

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length is 0 or > MaxDigits || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw new InvalidOperationException("Content-Length is not a number.");
        return Latin1.GetChars(bytes, chars);
    }

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
