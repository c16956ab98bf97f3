namespace ScriptProxy.Tls.Selection;

/// <summary>Names as they stand in certificates and in a ClientHello.</summary>
internal static class Hosts
{
    /// <summary>Whether it can be compared with a certificate's names at all; a client may send anything.</summary>
    public static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    /// <summary>The wildcard that covers the name, <c>*.example.com</c> for <c>a.example.com</c>; null for a name without a dot.</summary>
    public static string? WildcardOf(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : "*" + host[dot..];
    }
}
