namespace ScriptProxy.Testing.Pebble;

/// <summary>The tables of a proxy.toml that listens where a Pebble looks for proofs, and orders from it.</summary>
public static class OrderingTables
{
    /// <param name="pebble">The CA.</param>
    /// <param name="sites">The tables of the sites.</param>
    /// <param name="http">Further keys of the listener in the clear.</param>
    /// <param name="acme">Further keys of <c>[acme]</c>.</param>
    /// <param name="httpPort">Where it listens in the clear, if not where Pebble looks.</param>
    public static string Of(
        PebbleServer pebble, string sites, string http = "", string acme = "", int? httpPort = null) =>
        $"""
        [listener.http]
        address = "127.0.0.1:{httpPort ?? pebble.HttpPort}"
        {http}
        [listener.https]
        address = "127.0.0.1:{pebble.TlsPort}"
        tls = true
        {sites}
        [acme]
        agree_to_terms = true
        directory = "{pebble.Directory}"
        ca = "{pebble.AuthorityFile}"
        {acme}
        """;
}
