namespace ScriptProxy.Tls.Issuing;

/// <summary>Which names a certificate of ours is made out for, given a site's hosts.</summary>
internal static class IssuedNames
{
    private static readonly string[] Local = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// The hosts; for <c>*</c>, which no certificate can say, this machine's names. <c>*.example.com</c> covers one label only
    /// (RFC 9525 §6.3), and no certificate covers more.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> hosts) =>
    [
        .. hosts.Where(host => host != "*").Select(host => host.Trim('[', ']')),
        .. hosts.Count == 0 || hosts.Contains("*") ? Local.Concat(Machine()).Except(hosts) : [],
    ];

    private static IEnumerable<string> Machine()
    {
        var name = Environment.MachineName.ToLowerInvariant();
        return name != "localhost" && Uri.CheckHostName(name) == UriHostNameType.Dns ? [name] : [];
    }
}
