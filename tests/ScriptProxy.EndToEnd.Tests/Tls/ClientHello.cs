using System.Buffers.Binary;
using System.Net.Security;

namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>A ClientHello as bytes, to be sent in ways that no client library would.</summary>
internal static class ClientHello
{
    /// <summary>What SslStream would send for the name.</summary>
    public static byte[] For(string name)
    {
        using var client = new RecordingStream();
        using var stream = new SslStream(client, leaveInnerStreamOpen: true);
        try
        {
            stream.AuthenticateAsClient(name);
        }
        catch (IOException)
        {
            // Nobody answers; what was to be recorded has been.
        }

        return client.Written;
    }

    /// <summary>The same with a padding extension (RFC 7685) of this size, in as many records as it takes.</summary>
    public static byte[] Padded(string name, int padding)
    {
        var message = For(name)[5..];
        var extensions = ExtensionsOf(message);
        var padded = new byte[message.Length + 4 + padding];
        message.CopyTo(padded, 0);
        BinaryPrimitives.WriteUInt16BigEndian(padded.AsSpan(message.Length), 21);
        BinaryPrimitives.WriteUInt16BigEndian(padded.AsSpan(message.Length + 2), (ushort)padding);
        var length = BinaryPrimitives.ReadUInt16BigEndian(padded.AsSpan(extensions)) + 4 + padding;
        BinaryPrimitives.WriteUInt16BigEndian(padded.AsSpan(extensions), (ushort)length);
        var body = padded.Length - 4;
        (padded[1], padded[2], padded[3]) = ((byte)(body >> 16), (byte)(body >> 8), (byte)body);
        return InRecords(padded, 16384);
    }

    /// <summary>The same in records of at most this size.</summary>
    public static byte[] Fragmented(string name, int size) => InRecords(For(name)[5..], size);

    private static byte[] InRecords(byte[] message, int size) =>
        [.. message.Chunk(size).SelectMany(
            part => (byte[])[0x16, 3, 1, (byte)(part.Length >> 8), (byte)part.Length, .. part])];

    // Handshake header 4, version 2, random 32, then session, suites and compression, each with its length.
    private static int ExtensionsOf(byte[] message)
    {
        var at = 4 + 2 + 32;
        at += 1 + message[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
        return at + 1 + message[at];
    }

    private sealed class RecordingStream : MemoryStream
    {
        private readonly MemoryStream _written = new();

        public byte[] Written => _written.ToArray();

        public override int Read(Span<byte> buffer) => 0;

        public override void Write(ReadOnlySpan<byte> buffer) => _written.Write(buffer);

        public override void Write(byte[] buffer, int offset, int count) => _written.Write(buffer, offset, count);
    }
}
