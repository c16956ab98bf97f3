using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Whom a limit counts: an address or the keyed hash of a text, always 16 bytes, so that a long key costs no more
/// memory than a short one and no object of a script is kept.
/// </summary>
internal readonly record struct LimitKey(ulong High, ulong Low)
{
    // No IPv6 network begins with it (RFC 4291 §2.5.3 has only :: and ::1 there, and IPv4-mapped addresses are unmapped
    // before).
    private const ulong Ipv4 = 4;

    /// <summary>The one key of what is counted as a whole.</summary>
    public static LimitKey All { get; }

    /// <summary>An IPv4 address, or the /64 of an IPv6 address: that is what one customer gets (RFC 6177).</summary>
    public static LimitKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new LimitKey(Ipv4, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new LimitKey(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0);
    }

    /// <summary>A text. Hashed with a secret: nobody can find two texts that are counted as one.</summary>
    public static LimitKey Of(ReadOnlySpan<char> text, ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, MemoryMarshal.AsBytes(text), hash);
        return new LimitKey(
            BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>Where it stands in a table. Seeded: nobody can choose addresses that crowd one place.</summary>
    public ulong Place(ulong seed)
    {
        var high = Math.BigMul(High ^ seed, Low ^ ulong.RotateLeft(seed, 29) ^ 0x9E3779B97F4A7C15, out var low);
        var mixed = high ^ low;
        return mixed ^ (mixed >> 32);
    }
}
