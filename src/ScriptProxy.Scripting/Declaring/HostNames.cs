namespace ScriptProxy.Scripting.Declaring;

/// <summary>Reads the hosts of a route's <c>Host</c>.</summary>
internal static class HostNames
{
    /// <summary>The host in lower case; null when it is neither a name, an address nor <c>*.name</c>.</summary>
    public static string? Read(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return Uri.CheckHostName(name) == UriHostNameType.Unknown ? null : host.ToLowerInvariant();
    }
}
