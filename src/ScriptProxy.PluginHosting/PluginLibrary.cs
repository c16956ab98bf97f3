using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting.Discovery;
using ScriptProxy.PluginHosting.Loading;
using ScriptProxy.PluginHosting.Offers;

namespace ScriptProxy.PluginHosting;

/// <summary>
/// The door through which a generation gets its plugins: folder → files → assemblies → what they offer.
/// </summary>
public sealed class PluginLibrary
{
    private readonly TimeSpan _limit;

    public PluginLibrary()
        : this(TimeSpan.FromSeconds(10))
    {
    }

    /// <param name="limit">How long a plugin may take to be configured, and to be disposed.</param>
    internal PluginLibrary(TimeSpan limit) => _limit = limit;

    /// <summary>
    /// Loads every plugin of the folder, in the order of their names. An author's mistake is a diagnostic of the set;
    /// a set with errors still offers what could be loaded, so that scripts can be checked against it. Dispose the
    /// set in either case.
    /// </summary>
    public PluginSet Load(PluginRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = new List<Diagnostic>();
        var files = PluginFolderReader.Read(request.Folder, problems);
        var offers = new OfferCollection(request.BuiltInBalancers, problems);
        var running = new RunningPlugins();
        foreach (var file in files)
            Load(file, request, offers, running, problems);

        TableRules.Check(request.Tables, files.Select(file => file.Name), problems);
        return new PluginSet(offers.ToOffers(), [.. problems.Distinct()], running.DisposeAsync);
    }

    private void Load(
        PluginFile file,
        PluginRequest request,
        OfferCollection offers,
        RunningPlugins running,
        List<Diagnostic> problems)
    {
        if (PluginOpening.Open(file, problems) is not { } assembly)
            return;

        var plugin = new LoadedPlugin(assembly, request.Logs.CreateLogger($"plugin.{file.Name}"), _limit);
        running.Add(plugin);
        if (PluginClass.Find(assembly, problems) is not { } type)
            return;

        var declared = plugin.Configure(type, request, problems);
        TableRules.CheckUse(file, declared, request.Tables, problems);
        offers.Add(assembly.File, assembly.Main, assembly.LoadedFrom, declared);
    }
}
