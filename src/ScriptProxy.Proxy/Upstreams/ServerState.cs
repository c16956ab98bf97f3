namespace ScriptProxy.Proxy.Upstreams;

/// <summary>What a server gets right now, by what the operator wants and by its health.</summary>
public enum ServerState
{
    /// <summary>Requests.</summary>
    Up,

    /// <summary>None, unless all servers of its upstream are down.</summary>
    Down,

    /// <summary>Only requests that stick to it.</summary>
    Draining,
}
