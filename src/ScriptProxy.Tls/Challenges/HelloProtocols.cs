using System.Buffers;
using System.Buffers.Binary;

namespace ScriptProxy.Tls.Challenges;

/// <summary>
/// Reads of a connection's first bytes whether it is a CA that checks a name: a ClientHello (RFC 8446, section 4.1.2) whose ALPN
/// extension (RFC 7301) offers <c>acme-tls/1</c> alone (RFC 8737, section 3). .NET tells only the name that is asked for.
/// </summary>
public static class HelloProtocols
{
    private const byte HandshakeRecord = 22;
    private const byte ClientHello = 1;
    private const ushort Alpn = 16;

    // A CA's ClientHello is small; whoever sends more is none.
    private const int Most = 16384;

    private static readonly byte[] AcmeAlone = [0, 11, 10, .. "acme-tls/1"u8];

    /// <summary>Whether it is; null while too little has come to tell.</summary>
    public static bool? AskForProof(ReadOnlySequence<byte> bytes)
    {
        var said = bytes.Slice(0, Math.Min(bytes.Length, Most + 5)).ToArray();
        var message = new ArrayBufferWriter<byte>();
        for (ReadOnlySpan<byte> rest = said; ;)
        {
            if (rest.Length > 0 && rest[0] != HandshakeRecord)
                return false;
            if (rest.Length < 5)
                return said.Length > Most ? false : null;
            var record = rest[5..];
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[3..]);
            message.Write(record[..Math.Min(length, record.Length)]);
            if (IsWhole(message.WrittenSpan) is { } whole)
                return whole && Offer(message.WrittenSpan[4..]);
            if (record.Length < length)
                return said.Length > Most ? false : null;
            rest = record[length..];
        }
    }

    // True when the message is there to its end, false when it is no ClientHello, null when more must come.
    private static bool? IsWhole(ReadOnlySpan<byte> message)
    {
        if (message.Length > 0 && message[0] != ClientHello)
            return false;
        if (message.Length < 4)
            return null;
        var length = (message[1] << 16) | (message[2] << 8) | message[3];
        return length > Most ? false : message.Length >= length + 4 ? true : null;
    }

    private static bool Offer(ReadOnlySpan<byte> hello)
    {
        // Version and random; then session, cipher suites and compression, each after its length.
        if (!Skip(ref hello, 34) || !SkipVector(ref hello, 1) || !SkipVector(ref hello, 2) || !SkipVector(ref hello, 1)
            || !Skip(ref hello, 2))
        {
            return false;
        }

        while (hello.Length >= 4)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(hello);
            var length = BinaryPrimitives.ReadUInt16BigEndian(hello[2..]);
            if (hello.Length < 4 + length)
                return false;
            if (type == Alpn)
                return hello.Slice(4, length).SequenceEqual(AcmeAlone);
            hello = hello[(4 + length)..];
        }

        return false;
    }

    private static bool SkipVector(ref ReadOnlySpan<byte> bytes, int prefix)
    {
        if (bytes.Length < prefix)
            return false;
        return Skip(ref bytes, prefix + (prefix == 1 ? bytes[0] : BinaryPrimitives.ReadUInt16BigEndian(bytes)));
    }

    private static bool Skip(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count)
            return false;
        bytes = bytes[count..];
        return true;
    }
}
