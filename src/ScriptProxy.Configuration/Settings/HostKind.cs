namespace ScriptProxy.Configuration.Settings;

/// <summary>Where the Host header of the request to an upstream comes from.</summary>
public enum HostKind
{
    /// <summary>The client's own.</summary>
    Keep,

    /// <summary>The host and port of the server's url.</summary>
    Upstream,

    /// <summary>A fixed name.</summary>
    Name,
}
