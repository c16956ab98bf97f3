using System.Reflection;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Inspection;

/// <summary>
/// Finds what would make an assembly fail after it was loaded, while there is still nothing to unload.
/// </summary>
internal static class AssemblyRules
{
    /// <summary>The reasons why the plugin cannot be loaded; empty when it may be tried.</summary>
    /// <param name="plugin">The plugin as it was found.</param>
    /// <param name="main">The facts of its DLL.</param>
    /// <param name="beside">The facts of the assemblies beside it.</param>
    public static IReadOnlyList<Diagnostic> Check(
        PluginFile plugin, AssemblyFacts main, IReadOnlyList<AssemblyFacts> beside)
    {
        if (HostAssemblies.IsAbstractions(main.Name))
            return [PluginDiagnostics.IsAbstractions(plugin)];
        if (Newer(main) is { } version)
            return [PluginDiagnostics.NewerAbstractions(plugin, version, HostAssemblies.AbstractionsVersion)];
        if (main.AbstractionsVersion is null)
            return [PluginDiagnostics.NoPluginClass(plugin)];

        var names = beside.Select(facts => facts.Name.Name).ToHashSet();
        return
        [
            .. beside.Select(facts => CheckDependency(plugin, facts)).OfType<Diagnostic>(),
            .. main.References.Where(reference => !names.Contains(reference.Name))
                .Select(reference => CheckReference(plugin, reference)).OfType<Diagnostic>(),
        ];
    }

    // The loader would give it a private copy of these types without a word, and nothing would match.
    private static Version? Newer(AssemblyFacts facts) =>
        facts.AbstractionsVersion > HostAssemblies.AbstractionsVersion ? facts.AbstractionsVersion : null;

    private static Diagnostic? CheckDependency(PluginFile plugin, AssemblyFacts facts) =>
        Newer(facts) is { } version
            ? PluginDiagnostics.NewerAbstractions(plugin, version, HostAssemblies.AbstractionsVersion)
            : null;

    private static Diagnostic? CheckReference(PluginFile plugin, AssemblyName reference)
    {
        var has = HostAssemblies.IsShared(reference) ? HostAssemblies.VersionOf(reference.Name!) : null;
        if (has is null)
            return PluginDiagnostics.MissingDependency(plugin, reference.Name!);
        return reference.Version > has
            ? PluginDiagnostics.NewerPlatform(plugin, reference.Name!, reference.Version, has)
            : null;
    }
}
