using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Writes the header of the PROXY protocol that a connection to a server begins with (proxy-protocol.txt §2).</summary>
internal static class ConnectionHeader
{
    /// <summary>The header.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="client">For whom; null for nobody but the proxy itself.</param>
    public static byte[] Of(ProxyProtocolVersion version, NamedClient? client) =>
        version == ProxyProtocolVersion.V1 ? Encoding.ASCII.GetBytes(Text(client)) : Binary(client);

    private static string Text(NamedClient? client) => client is null ? "PROXY UNKNOWN\r\n" : string.Create(
        CultureInfo.InvariantCulture,
        $"PROXY {(IsIpv6(client) ? "TCP6" : "TCP4")} {client.Source.Address} {client.Destination.Address} "
        + $"{client.Source.Port} {client.Destination.Port}\r\n");

    private static byte[] Binary(NamedClient? client)
    {
        var signature = "\r\n\r\n\0\r\nQUIT\n"u8;
        if (client is null)
            return [.. signature, 0x20, 0x00, 0x00, 0x00];
        byte[] addresses = [.. client.Source.Address.GetAddressBytes(), .. client.Destination.Address.GetAddressBytes()];
        byte family = IsIpv6(client) ? (byte)0x21 : (byte)0x11;
        return
        [
            .. signature, 0x21, family, .. Number(addresses.Length + 4), .. addresses,
            .. Number(client.Source.Port), .. Number(client.Destination.Port),
        ];
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }

    private static bool IsIpv6(NamedClient client) => client.Source.AddressFamily == AddressFamily.InterNetworkV6;
}
