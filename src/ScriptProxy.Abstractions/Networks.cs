using System.Net;

namespace ScriptProxy;

/// <summary>The networks of proxy.toml and of scripts: <c>"10.0.0.0/8"</c>, <c>"2001:db8::/32"</c>, or one address,
/// which stands for the network of just itself.</summary>
public static class Networks
{
    /// <summary>Reads a network (RFC 4632 §3.1; nginx: the argument of <c>allow</c> and <c>deny</c>).</summary>
    /// <param name="text">The text, for example <c>"10.0.0.0/8"</c>. Bits after the prefix do not count.</param>
    /// <param name="network">What was read; the default when nothing could be.</param>
    /// <returns>Whether the text is a network.</returns>
    public static bool TryParse(string? text, out IPNetwork network)
    {
        network = default;
        if (!IPAddress.TryParse(text, out var single))
            return text is not null && IPNetwork.TryParse(text, out network);
        network = new IPNetwork(single, single.GetAddressBytes().Length * 8);
        return true;
    }
}
