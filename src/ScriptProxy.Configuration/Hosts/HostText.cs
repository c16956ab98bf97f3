namespace ScriptProxy.Configuration.Hosts;

/// <summary>A Host header, or the authority of a url, taken apart.</summary>
public static class HostText
{
    /// <summary>The name without a port; a colon inside brackets belongs to an IPv6 address.</summary>
    public static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        return colon >= 0 && colon > host.LastIndexOf(']') ? host[..colon] : host;
    }
}
