using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>A table <c>[site.NAME]</c>.</summary>
public sealed record SiteSettings
{
    public required string Name { get; init; }
    public required SourcePlace Place { get; init; }

    /// <summary>Lower-case exact names, <c>*.example.com</c>, or <c>*</c>. Default <c>*</c>.</summary>
    public IReadOnlyList<Located<string>> Hosts { get; init; } = [];

    /// <summary>The hosts that it has, whether its author named any or left it at <c>*</c>.</summary>
    public IReadOnlyList<string> HostNames => Hosts.Count == 0 ? ["*"] : [.. Hosts.Select(host => host.Value)];

    /// <summary>Full path of the script; null for none.</summary>
    public Located<string>? Script { get; init; }

    /// <summary>
    /// The name of the upstream for what the script did not map. Urls in its place have become an upstream of
    /// <see cref="ProxySettings.Upstreams"/> named <c>site:NAME</c>.
    /// </summary>
    public Located<string>? Upstream { get; init; }

    public CertificateSettings? Certificate { get; init; }

    /// <summary>Names of listeners; null for all.</summary>
    public IReadOnlyList<Located<string>>? Listeners { get; init; }

    public IReadOnlyDictionary<string, string> Vars { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is served on a listener.</summary>
    public bool IsOn(string listener) => Listeners is null || Listeners.Any(name => name.Value == listener);
}
