using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ScriptProxy.Sockets.Native;

/// <summary><c>struct sockaddr</c> and what it means.</summary>
internal static class NativeAddress
{
    /// <summary>The size of the largest.</summary>
    public const int Size = 128;

    // A client on a unix socket has no name, as a rule: two bytes that say "unix".
    private const int NamelessSize = 2;

    public static EndPoint? Read(ReadOnlySpan<byte> address)
    {
        if (address.Length < NamelessSize)
            return null;
        return BitConverter.ToUInt16(address) switch
        {
            Flags.FamilyIp4 => new IPEndPoint(new IPAddress(address[4..8]), PortIn(address)),
            Flags.FamilyIp6 => new IPEndPoint(
                new IPAddress(address[8..24], BitConverter.ToUInt32(address[24..])), PortIn(address)),
            Flags.FamilyUnix => ReadUnix(address),
            _ => null,
        };
    }

    public static int FamilyOf(EndPoint endPoint) => endPoint.AddressFamily switch
    {
        AddressFamily.InterNetwork => Flags.FamilyIp4,
        AddressFamily.InterNetworkV6 => Flags.FamilyIp6,
        AddressFamily.Unix => Flags.FamilyUnix,
        _ => throw new SocketException((int)SocketError.AddressFamilyNotSupported),
    };

    private static ushort PortIn(ReadOnlySpan<byte> address) => BinaryPrimitives.ReadUInt16BigEndian(address[2..]);

    private static EndPoint ReadUnix(ReadOnlySpan<byte> address)
    {
        var copy = new SocketAddress(AddressFamily.Unix, address.Length);
        address[NamelessSize..].CopyTo(copy.Buffer.Span[NamelessSize..]);
        return new UnixDomainSocketEndPoint("/").Create(copy);
    }
}
