using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ScriptProxy.Proxy.Access;

/// <summary>
/// Finds the most specific of many networks that an address is in. A look-up for each length of prefix that occurs, so
/// a list of ten thousand addresses is as quick as one of ten.
/// </summary>
/// <typeparam name="T">What is known of a network.</typeparam>
internal sealed class NetworkTable<T>
    where T : class
{
    private readonly Level[] _ipv4;
    private readonly Level[] _ipv6;

    public NetworkTable(IEnumerable<(IPNetwork Network, T Value)> networks)
    {
        var families = networks.ToLookup(entry => entry.Network.BaseAddress.AddressFamily);
        _ipv4 = LevelsOf(families[AddressFamily.InterNetwork]);
        _ipv6 = LevelsOf(families[AddressFamily.InterNetworkV6]);
    }

    public bool IsEmpty => _ipv4.Length + _ipv6.Length == 0;

    public T? Find(IPAddress address)
    {
        var bits = BitsOf(address);
        foreach (var level in address.AddressFamily == AddressFamily.InterNetwork ? _ipv4 : _ipv6)
        {
            if (level.Networks.TryGetValue(bits & level.Mask, out var found))
                return found;
        }

        return null;
    }

    // The longest prefixes first. Of equal networks the first written counts.
    private static Level[] LevelsOf(IEnumerable<(IPNetwork Network, T Value)> networks) =>
    [
        .. networks.GroupBy(entry => entry.Network.PrefixLength).OrderByDescending(level => level.Key)
            .Select(level => new Level(
                MaskOf(level.Key),
                level.DistinctBy(entry => entry.Network)
                    .ToDictionary(entry => BitsOf(entry.Network.BaseAddress), entry => entry.Value))),
    ];

    private static UInt128 MaskOf(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);

    // Left-aligned, so that the mask of a length is the same for both families.
    private static UInt128 BitsOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private sealed record Level(UInt128 Mask, Dictionary<UInt128, T> Networks);
}
