using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace ScriptProxy.Cli.Doctor.Machine;

/// <summary>Reads <c>/proc/net/tcp</c> and <c>tcp6</c>, as <c>ss -ltn</c> does.</summary>
internal static class ListeningSockets
{
    private const string ListenState = "0A";
    private const int AddressField = 1;
    private const int StateField = 3;
    private const int InodeField = 9;

    public static IReadOnlyList<ListeningSocket> Read(MachineFiles machine) =>
        [.. Read(machine.Lines("proc/net/tcp")), .. Read(machine.Lines("proc/net/tcp6"))];

    private static IEnumerable<ListeningSocket> Read(string[]? lines) => (lines ?? []).Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length > InodeField && fields[StateField] == ListenState)
        .Select(fields => Socket(fields[AddressField].Split(':'), fields[InodeField]));

    private static ListeningSocket Socket(string[] local, string inode) =>
        new(Address(local[0]), int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), inode);

    // The kernel prints the words of the address as it holds them, which on the machines that .NET runs on is
    // little-endian.
    private static IPAddress Address(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var i = 0; i < bytes.Length; i += sizeof(uint))
        {
            var word = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i), word);
        }

        return new IPAddress(bytes);
    }
}
