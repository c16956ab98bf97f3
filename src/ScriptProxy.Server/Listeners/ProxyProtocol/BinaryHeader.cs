using System.Buffers.Binary;
using System.Net;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>
/// Reads version 2 of the PROXY protocol (proxy-protocol.txt §2.2). What comes after the addresses, its TLVs, is
/// skipped.
/// </summary>
internal static class BinaryHeader
{
    private const int Head = 16;
    private const int Ipv4 = 4;
    private const int Ipv6 = 16;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    public static HeaderReading Read(ReadOnlySpan<byte> said)
    {
        var begun = Math.Min(said.Length, Signature.Length);
        if (!Signature[..begun].SequenceEqual(said[..begun]))
            return HeaderReading.Invalid;
        if (said.Length < Head)
            return HeaderReading.Incomplete;
        var length = Head + BinaryPrimitives.ReadUInt16BigEndian(said[14..]);
        if (length > ProxyHeader.MaxLength)
            return HeaderReading.Invalid;
        return said.Length < length ? HeaderReading.Incomplete : Read(said[12], said[13], said[Head..length], length);
    }

    private static HeaderReading Read(byte versionAndCommand, byte family, ReadOnlySpan<byte> body, int length) =>
        (versionAndCommand, family) switch
        {
            // LOCAL: the proxy itself, to see whether we are well. UNSPEC and unix sockets have no address that we
            // could take.
            (0x20, _) or (0x21, 0x00 or 0x31) => HeaderReading.Whole(length, null),
            (0x21, 0x11) => ReadClient(body, Ipv4, length),
            (0x21, 0x21) => ReadClient(body, Ipv6, length),
            _ => HeaderReading.Invalid,
        };

    // Source address, destination address, source port, destination port.
    private static HeaderReading ReadClient(ReadOnlySpan<byte> body, int address, int length)
    {
        if (body.Length < (2 * address) + 4)
            return HeaderReading.Invalid;
        var port = BinaryPrimitives.ReadUInt16BigEndian(body[(2 * address)..]);
        return HeaderReading.Whole(length, new IPEndPoint(new IPAddress(body[..address]), port));
    }
}
