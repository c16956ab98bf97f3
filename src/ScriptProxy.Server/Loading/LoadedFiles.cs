using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting;
using ScriptProxy.Scripting;
using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Server.Loading;

/// <summary>What the files say: settings, plugins and scripts, with everything that is wrong with them.</summary>
internal sealed record LoadedFiles(
    ProxySettings Settings,
    PluginSet Plugins,
    IReadOnlyDictionary<string, LoadedScript> Scripts,
    IReadOnlyDictionary<string, CertificateBundle> Certificates,
    IReadOnlyList<Diagnostic> Diagnostics,
    ILogger Log)
    : IAsyncDisposable
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>The sites whose scripts decide which certificates are ordered on demand.</summary>
    public IReadOnlySet<string> OnDemand =>
        Scripts.Where(script => script.Value.Definition?.OnDemand is not null).Select(script => script.Key).ToHashSet();

    /// <summary>Every file that was or should have been read: a change of one of them is a reason to load again.</summary>
    public IReadOnlyList<string> Files =>
    [
        .. Settings.Files
            .Concat(Settings.Sites.Select(site => site.Script?.Value).OfType<string>())
            .Concat(Settings.Upstreams.SelectMany(upstream => upstream.Tls.Files).Select(file => file.Value))
            .Concat(Settings.Listeners.Select(listener => listener.ClientCa?.Value).OfType<string>())
            .Concat(Settings.Sites.SelectMany(site => site.Certificate?.Named ?? []))
            .Concat(Scripts.Values.SelectMany(script => script.Files))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Unloads what was loaded, for files that were refused or only checked.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var script in Scripts.Values)
            UnloadActions.Run(script, Log);
        await Plugins.DisposeAsync();
        foreach (var script in Scripts.Values)
            script.Dispose();
    }
}
