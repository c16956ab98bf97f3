using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration;
using ScriptProxy.Configuration.Options;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting;
using ScriptProxy.Proxy.Access.Passwords;
using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Scripting;
using ScriptProxy.Server.Admin;
using ScriptProxy.Server.Checking;
using ScriptProxy.Server.Listeners;
using ScriptProxy.Tls;
using ScriptProxy.Tls.Files;

namespace ScriptProxy.Server.Loading;

/// <summary>
/// The first half of a reload: files → settings → plugins → scripts. Goes on after mistakes, so that all of them are reported
/// at once, and changes nothing that serves.
/// </summary>
internal sealed class FilesLoader(
    ILoggerFactory logs, ISharedState shared, HttpClient client, IoThreads threads, TimeProvider time) : IDisposable
{
    private readonly SettingsReader _reader = new();
    private readonly PluginLibrary _plugins = new();
    private readonly ScriptLibrary _scripts = new(threads.OwnsProcess ? CompilerProgram.OfThisProcess() : null);
    private ProxySettings? _last;

    public LoadedFiles Load(string file)
    {
        var read = _reader.Read(file);
        var problems = new List<Diagnostic>(read.Diagnostics);

        // Before plugins and scripts, which may make sockets. What could not be read may have said the same as before.
        if (threads.Choose(read.Settings.Global) is { } later && read.Settings.Complete)
            problems.Add(later);
        _last = read.Settings;
        Expect();
        var plugins = _plugins.Load(RequestFor(read.Settings));
        problems.AddRange(plugins.Diagnostics);
        var balancers = BuiltInBalancers.Names.Concat(plugins.Offers.Balancers.Keys).ToHashSet();
        problems.AddRange(AdminRules.Check(read.Settings));
        var (certificates, ofCertificates) = CertificateFiles.Load(read.Settings, time.GetUtcNow());
        problems.AddRange(ofCertificates);
        problems.AddRange(CipherSuites.Check(read.Settings.Tls));

        var scripts = new Dictionary<string, LoadedScript>();
        foreach (var site in read.Settings.Sites.Where(site => site.Script is { } script && File.Exists(script.Value)))
        {
            var script = _scripts.Load(RequestFor(site, read.Settings, plugins.Offers));
            scripts.Add(site.Name, script);
            problems.AddRange(script.Diagnostics);
            if (script.Definition is { } definition)
                problems.AddRange(PasswordFiles.Check(definition));
        }

        problems.AddRange(SettingsRules.Check(
            read.Settings, balancers, plugins.Offers.DnsChallenges.Keys.ToHashSet(), OnDemand(scripts)));
        if (read.Settings.Complete && problems.TrueForAll(problem => problem.Severity == Severity.Warning))
            problems.AddRange(CrossRules.Check(read.Settings, scripts.ToDictionary(one => one.Key, one => one.Value.Definition!)));

        return new LoadedFiles(read.Settings, plugins, scripts, certificates, Sorted(problems), logs.CreateLogger("generation"));
    }

    /// <summary>Has the compiler started, if a script of the last settings has changed.</summary>
    public void Expect()
    {
        if (_last is { } settings)
            _scripts.Expect(settings.Sites.Select(site => site.Script?.Value).OfType<string>(), KeptIn(settings));
    }

    public void Dispose() => _scripts.Dispose();

    // A script with mistakes may say so once they are mended.
    private static HashSet<string> OnDemand(Dictionary<string, LoadedScript> scripts) =>
        [.. scripts.Where(script => script.Value.Definition is not { OnDemand: null }).Select(script => script.Key)];

    // A file that two sites share says the same thing twice.
    private static List<Diagnostic> Sorted(IEnumerable<Diagnostic> problems) =>
        [.. problems.Distinct().OrderBy(problem => problem.Place).ThenBy(problem => problem.Code, StringComparer.Ordinal)];

    private string? KeptIn(ProxySettings settings) =>
        threads.OwnsProcess ? Path.Combine(settings.Global.StateFolder, "scripts") : null;

    private PluginRequest RequestFor(ProxySettings settings)
    {
        var tables = settings.Plugins.ToDictionary(plugin => plugin.Name);
        return new PluginRequest
        {
            Folder = settings.Global.PluginsFolder,
            BindOptions = (plugin, type) => OptionsBinder.Bind(tables.GetValueOrDefault(plugin), plugin, type),
            Tables = tables.ToDictionary(table => table.Key, table => table.Value.Place),
            BuiltInBalancers = BuiltInBalancers.Names,
            Logs = logs,
        };
    }

    private ScriptRequest RequestFor(SiteSettings site, ProxySettings settings, PluginOffers plugins) => new()
    {
        File = site.Script!.Value.Value,
        Site = site.Name,
        NamedAt = site.Script.Value.Place,
        Vars = site.Vars,
        Upstreams = settings.Upstreams.Select(upstream => upstream.Name).ToHashSet(),
        Middleware = plugins.Middleware.Keys.ToHashSet(),
        Plugins = plugins.Assemblies,
        KeptIn = KeptIn(settings),
        Shared = shared,
        Client = client,
        Log = logs.CreateLogger($"site.{site.Name}"),
    };
}
