using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>Reads version 1 of the PROXY protocol: a line of text (proxy-protocol.txt §2.1).</summary>
internal static class TextHeader
{
    private const int MaxLength = 107;

    public static ReadOnlySpan<byte> Begin => "PROXY "u8;

    public static HeaderReading Read(ReadOnlySpan<byte> said)
    {
        var begun = Math.Min(said.Length, Begin.Length);
        if (!Begin[..begun].SequenceEqual(said[..begun]))
            return HeaderReading.Invalid;
        var line = said[..Math.Min(said.Length, MaxLength)];
        var end = line.IndexOf("\r\n"u8);
        if (end < 0)
            return said.Length < MaxLength ? HeaderReading.Incomplete : HeaderReading.Invalid;
        return Read(Encoding.Latin1.GetString(line[begun..end])) is var (valid, client) && valid
            ? HeaderReading.Whole(end + 2, client)
            : HeaderReading.Invalid;
    }

    private static (bool Valid, IPEndPoint? Client) Read(string words)
    {
        // What follows UNKNOWN is to be ignored.
        if (words == "UNKNOWN" || words.StartsWith("UNKNOWN ", StringComparison.Ordinal))
            return (true, null);
        if (words.Split(' ') is not [var protocol, var source, var destination, var port, var destinationPort]
            || FamilyOf(protocol) is not { } family)
            return (false, null);
        var client = ReadEndPoint(family, source, port);
        return (client is not null && ReadEndPoint(family, destination, destinationPort) is not null, client);
    }

    private static AddressFamily? FamilyOf(string protocol) => protocol switch
    {
        "TCP4" => AddressFamily.InterNetwork,
        "TCP6" => AddressFamily.InterNetworkV6,
        _ => null,
    };

    private static IPEndPoint? ReadEndPoint(AddressFamily family, string address, string port)
    {
        if (!IsSpelledOut(family, address) || !IPAddress.TryParse(address, out var read)
            || read.AddressFamily != family)
            return null;

        // .NET reads the abbreviations of inet_aton as well: 010.0.0.1 is 8.0.0.1 to it.
        if (family == AddressFamily.InterNetwork && read.ToString() != address)
            return null;
        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (port.Length == 1 || port[0] != '0')
            ? new IPEndPoint(read, number)
            : null;
    }

    // Neither brackets nor a zone, which .NET would read.
    private static bool IsSpelledOut(AddressFamily family, string address) => address.All(
        one =>
            one == '.' || char.IsAsciiDigit(one)
                || (family == AddressFamily.InterNetworkV6 && (one == ':' || char.IsAsciiHexDigit(one))));
}
