using System.Reflection;
using McMaster.NETCore.Plugins;
using ScriptProxy.Diagnostics;
using ScriptProxy.PluginHosting.Inspection;

namespace ScriptProxy.PluginHosting.Loading;

/// <summary>Takes a plugin from its file to a loaded assembly: trusted? → copied → inspected → loaded.</summary>
internal static class PluginOpening
{
    /// <summary>The assembly; null when a problem was added.</summary>
    public static PluginAssembly? Open(PluginFile plugin, List<Diagnostic> problems)
    {
        try
        {
            if (Untrusted(plugin) is { Count: > 0 } untrusted)
            {
                problems.AddRange(untrusted);
                return null;
            }

            var copy = PluginCopy.Make(plugin);
            var assembly = Open(plugin, copy, problems);
            if (assembly is null)
                copy.Delete();
            return assembly;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(PluginDiagnostics.Unreadable(plugin.Place, error.Message));
            return null;
        }
    }

    private static List<Diagnostic> Untrusted(PluginFile plugin)
    {
        var files = plugin.HasOwnFolder ? Directory.EnumerateFiles(plugin.Folder, "*.dll") : [plugin.File];
        return
        [
            .. files.Order(StringComparer.Ordinal)
                .Where(FileTrust.IsWritableByEveryone)
                .Select(file => PluginDiagnostics.WritableByEveryone(plugin, file)),
        ];
    }

    private static PluginAssembly? Open(PluginFile plugin, PluginCopy copy, List<Diagnostic> problems)
    {
        if (AssemblyFactsReader.Read(copy.File) is not { } main)
        {
            problems.Add(PluginDiagnostics.NotAnAssembly(plugin));
            return null;
        }

        var beside = copy.Dependencies.Select(AssemblyFactsReader.Read).OfType<AssemblyFacts>().ToList();
        var wrong = AssemblyRules.Check(plugin, main, beside);
        problems.AddRange(wrong);
        return wrong.Count == 0 ? Load(plugin, copy, beside, problems) : null;
    }

    private static PluginAssembly? Load(
        PluginFile plugin, PluginCopy copy, List<AssemblyFacts> beside, List<Diagnostic> problems)
    {
        PluginLoader? loader = null;
        try
        {
            loader = new PluginLoader(ConfigFor(copy, beside));
            return new PluginAssembly(plugin, copy, loader, loader.LoadDefaultAssembly());
        }
        catch (Exception error)
            when (error is BadImageFormatException or FileLoadException or InvalidOperationException)
        {
            loader?.Dispose();
            problems.Add(PluginDiagnostics.CannotBeLoaded(plugin, OneLine.Of(error.Message)));
            return null;
        }
    }

    private static PluginConfig ConfigFor(PluginCopy copy, List<AssemblyFacts> beside)
    {
        var config = new PluginConfig(copy.File) { IsUnloadable = true, PreferSharedTypes = true };
        foreach (AssemblyName name in beside.Select(facts => facts.Name).Where(name => !HostAssemblies.IsShared(name)))
            config.PrivateAssemblies.Add(name);
        return config;
    }
}
