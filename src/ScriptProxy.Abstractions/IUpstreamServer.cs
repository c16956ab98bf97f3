namespace ScriptProxy;

/// <summary>
/// One server of an upstream, as balancing code sees it. Implemented by the proxy, and by fakes in a plugin's tests.
/// </summary>
public interface IUpstreamServer
{
    /// <summary>The name from proxy.toml, by default <c>host:port</c>; unique within its upstream.</summary>
    string Name { get; }

    /// <summary>The url as text, <c>http://127.0.0.1:3000</c> or <c>unix:/run/app.sock</c>.</summary>
    string Url { get; }

    /// <summary>The weight from proxy.toml, 1 or more; 1 unless set (nginx: <c>weight=</c>).</summary>
    int Weight { get; }

    /// <summary>How many requests this proxy has in flight to the server right now.</summary>
    int ActiveRequests { get; }
}
