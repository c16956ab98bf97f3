using System.Buffers.Binary;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// Makes HTTP/2 by hand, so that nothing stands between a test and what a peer may send (RFC 9113, RFC 7541).
/// </summary>
internal static class Http2Bytes
{
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;
    public const byte Continuation = 9;
    public const byte EndStream = 1;
    public const byte EndHeaders = 4;

    public static byte[] Preface { get; } = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])];

    public static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, (payload.Length << 8) | type);
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>A whole request without a body; a long one goes on in CONTINUATION frames.</summary>
    public static byte[] Request(int stream, IEnumerable<(string Name, string Value)> fields)
    {
        const int most = 16_000;
        byte[] block = [.. fields.SelectMany(field => Literal(field.Name, field.Value))];
        var frames = new List<byte>();
        for (var from = 0; from == 0 || from < block.Length; from += most)
        {
            var isLast = from + most >= block.Length;
            var flags = (from == 0 ? EndStream : 0) | (isLast ? EndHeaders : 0);
            var part = block.AsSpan(from..Math.Min(from + most, block.Length));
            frames.AddRange(Frame(from == 0 ? Headers : Continuation, (byte)flags, stream, part));
        }

        return [.. frames];
    }

    /// <summary>A literal field without Huffman coding that is not indexed, or with the first byte 0x40 is.</summary>
    public static byte[] Literal(string name, string value, byte first = 0) => [first, .. Text(name), .. Text(value)];

    // RFC 7541 §5.1 and §5.2, with a prefix of seven bits.
    private static byte[] Text(string text)
    {
        var bytes = new List<byte>();
        var rest = text.Length - 127;
        bytes.Add((byte)Math.Min(text.Length, 127));
        for (; rest >= 128; rest /= 128)
            bytes.Add((byte)((rest % 128) | 128));
        if (text.Length >= 127)
            bytes.Add((byte)rest);
        return [.. bytes, .. Encoding.Latin1.GetBytes(text)];
    }
}
