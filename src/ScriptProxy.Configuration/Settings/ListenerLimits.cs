namespace ScriptProxy.Configuration.Settings;

/// <summary>A listener's <c>limits</c>. Null stands for "none", written as 0 in proxy.toml.</summary>
public sealed record ListenerLimits
{
    /// <summary>Bytes of all request headers together. Default 32 KiB.</summary>
    public long? HeaderSize { get; init; } = 32 * 1024;

    /// <summary>Bytes of a request body. Default 30 MiB.</summary>
    public long? BodySize { get; init; } = 30 * 1024 * 1024;

    /// <summary>Open connections. Default none.</summary>
    public long? Connections { get; init; }

    /// <summary>How long a client may take to send its headers. Default 15 s.</summary>
    public TimeSpan? HeaderTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an idle connection is kept. Default 75 s.</summary>
    public TimeSpan? KeepAlive { get; init; } = TimeSpan.FromSeconds(75);
}
