namespace ScriptProxy.Configuration.Settings;

/// <summary>
/// Everything that proxy.toml and its includes say, with defaults filled in. The names in it are not yet checked.
/// </summary>
public sealed record ProxySettings
{
    public GlobalSettings Global { get; init; } = new();
    public IReadOnlyList<ListenerSettings> Listeners { get; init; } = [];
    public IReadOnlyList<UpstreamSettings> Upstreams { get; init; } = [];
    public IReadOnlyList<SiteSettings> Sites { get; init; } = [];
    public AcmeSettings? Acme { get; init; }
    public TlsSettings Tls { get; init; } = new();
    public LogSettings Log { get; init; } = new();
    public SharedSettings Shared { get; init; } = new();
    public IReadOnlyList<PluginSettings> Plugins { get; init; } = [];

    /// <summary>Full paths of the TOML files that were read, the main one first.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// Folders and masks of <c>include</c>, as full paths: a file that appears there is read on the next load.
    /// </summary>
    public IReadOnlyList<string> IncludePatterns { get; init; } = [];

    /// <summary>
    /// False when some of it could not be read, so that names may be missing through no fault of who refers to
    /// them.
    /// </summary>
    public bool Complete { get; init; } = true;

    /// <summary>Whether a site is on a listener that speaks TLS.</summary>
    public bool IsOnTls(SiteSettings site) => Listeners.Any(listener => listener.Tls && site.IsOn(listener.Name));
}
