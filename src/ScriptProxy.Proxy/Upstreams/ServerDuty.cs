namespace ScriptProxy.Proxy.Upstreams;

/// <summary>What the operator wants of a server.</summary>
public enum ServerDuty
{
    /// <summary>To serve whenever it is healthy.</summary>
    Up,

    /// <summary>To serve only requests that stick to it.</summary>
    Drain,

    /// <summary>To serve nothing, even when all others are down.</summary>
    Down,
}
