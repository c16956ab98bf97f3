using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.GeoBlock.Tests.Databases;

/// <summary>
/// Writes a small country database in the format of MaxMind DB 2.0: search tree, 16 zero bytes, data section,
/// metadata. IPv4 networks stand in the first 96 zero bits of an IPv6 tree, as in the real ones.
/// </summary>
internal sealed class CountryDatabaseWriter(int recordSize = 24, int ipVersion = 6)
{
    private readonly TreeNode _root = new();
    private readonly DataWriter _data = new();

    /// <summary>Adds a network, larger ones first.</summary>
    public CountryDatabaseWriter Add(string network, string country)
    {
        var offset = _data.Length;
        _data.Write(new (string, object)[]
        {
            ("continent", new (string, object)[] { ("code", "XX") }),
            ("country", new (string, object)[] { ("geoname_id", 1u), ("iso_code", country) }),
        });
        Insert(IPNetwork.Parse(network), offset);
        return this;
    }

    public string Write(string file)
    {
        var nodes = new List<TreeNode>();
        Number(_root, nodes);
        using var stream = File.Create(file);
        foreach (var node in nodes)
            stream.Write(Encode(RecordOf(node, 0, nodes), RecordOf(node, 1, nodes)));

        stream.Write(new byte[16]);
        stream.Write(_data.ToArray());
        stream.Write([0xAB, 0xCD, 0xEF, .. Encoding.ASCII.GetBytes("MaxMind.com")]);
        stream.Write(Metadata(nodes.Count).ToArray());
        return file;
    }

    private void Insert(IPNetwork network, int offset)
    {
        var isV4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        byte[] address = [.. isV4 && ipVersion == 6 ? new byte[12] : [], .. network.BaseAddress.GetAddressBytes()];
        var length = network.PrefixLength + (isV4 && ipVersion == 6 ? 96 : 0);
        var node = _root;
        for (var bit = 0; bit < length; bit++)
            node = Descend(node, (address[bit / 8] >> (7 - (bit % 8))) & 1);
        node.Data = offset;
    }

    // A leaf on the way is split: both halves inherit its record, and the way goes on in one of them.
    private static TreeNode Descend(TreeNode node, int branch)
    {
        if (node.Data is { } inherited)
        {
            node.Branches[0] = new TreeNode { Data = inherited };
            node.Branches[1] = new TreeNode { Data = inherited };
            node.Data = null;
        }

        return node.Branches[branch] ??= new TreeNode();
    }

    private static void Number(TreeNode node, List<TreeNode> nodes)
    {
        nodes.Add(node);
        foreach (var branch in node.Branches.OfType<TreeNode>().Where(branch => branch.Data is null))
            Number(branch, nodes);
    }

    private static int RecordOf(TreeNode node, int branch, List<TreeNode> nodes) => node.Branches[branch] switch
    {
        null => nodes.Count,
        { Data: { } offset } => nodes.Count + 16 + offset,
        var next => nodes.IndexOf(next),
    };

    // 28-bit records share their middle byte: the left one's high bits come first.
    private byte[] Encode(int left, int right) => recordSize switch
    {
        24 => [.. Low24(left), .. Low24(right)],
        28 => [.. Low24(left), (byte)(((left >> 20) & 0xF0) | (right >> 24)), .. Low24(right)],
        _ => throw new NotSupportedException($"record size {recordSize}"),
    };

    private static byte[] Low24(int record) => [(byte)(record >> 16), (byte)(record >> 8), (byte)record];

    private DataWriter Metadata(int nodes) => new DataWriter().Write(new (string, object)[]
    {
        ("binary_format_major_version", (ushort)2),
        ("binary_format_minor_version", (ushort)0),
        ("build_epoch", 1_700_000_000ul),
        ("database_type", "Test-Country"),
        ("description", new (string, object)[] { ("en", "A few countries, for tests") }),
        ("ip_version", (ushort)ipVersion),
        ("languages", new[] { "en" }),
        ("node_count", (uint)nodes),
        ("record_size", (ushort)recordSize),
    });
}
