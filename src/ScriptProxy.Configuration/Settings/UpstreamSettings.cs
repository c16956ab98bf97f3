using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>A table <c>[upstream.NAME]</c>, or the url or urls that stand for one in a site.</summary>
public sealed record UpstreamSettings
{
    public required string Name { get; init; }
    public required SourcePlace Place { get; init; }
    public IReadOnlyList<ServerSettings> Servers { get; init; } = [];

    /// <summary>The balancing policy: a built-in one or a plugin's. Default <c>round_robin</c>.</summary>
    public Located<string> Balance { get; init; } = new("round_robin", default);

    /// <summary>
    /// For <c>hash</c>: what is hashed, <c>path</c> · <c>uri</c> · <c>host</c> · <c>ip</c> · <c>header:NAME</c> ·
    /// <c>cookie:NAME</c>.
    /// </summary>
    public string? HashKey { get; init; }

    /// <summary>Stickiness, <c>cookie:NAME</c> or <c>header:NAME</c>; null for none.</summary>
    public string? Sticky { get; init; }

    public int MaxFails { get; init; } = 1;
    public TimeSpan FailTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many further servers are tried. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>What makes a try fail: <c>error</c>, <c>timeout</c>, <c>502</c>, <c>503</c>, <c>504</c>.</summary>
    public IReadOnlyList<string> RetryOn { get; init; } = ["error", "timeout"];

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>No byte from the upstream for this long ends the request. Default 60 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public UpstreamHttp Http { get; init; } = UpstreamHttp.Http1;

    /// <summary>
    /// Whether connections begin with a header of the PROXY protocol that names the client; each request then has one
    /// of its own. Default none. Not with HTTP/2.
    /// </summary>
    public ProxyProtocolVersion ProxyProtocol { get; init; }

    public HealthSettings? Health { get; init; }
    public UpstreamTlsSettings Tls { get; init; } = new();

    /// <summary>Bytes of all response headers together. Default 64 KiB.</summary>
    public long MaxResponseHeaders { get; init; } = 64 * 1024;

    public ForwardedMode Forwarded { get; init; } = ForwardedMode.Auto;

    /// <summary>
    /// The Host that the upstream gets: null keeps the client's, which is the default; see <see cref="HostSettings"/>.
    /// </summary>
    public HostSettings Host { get; init; } = HostSettings.Keep;
}
