using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Offers;

/// <summary>Checks that every <c>[plugin.NAME]</c> has a plugin that reads it.</summary>
internal static class TableRules
{
    /// <param name="tables">The tables and their places.</param>
    /// <param name="plugins">Names of all plugins in the folder; one that failed is there all the same.</param>
    /// <param name="problems">Where the mistakes go.</param>
    public static void Check(
        IReadOnlyDictionary<string, SourcePlace> tables, IEnumerable<string> plugins, List<Diagnostic> problems)
    {
        var names = plugins.ToList();
        problems.AddRange(tables
            .Where(table => !names.Contains(table.Key))
            .OrderBy(table => table.Value)
            .Select(table =>
                PluginDiagnostics.TableWithoutPlugin(table.Value, table.Key, Nearest.Of(table.Key, names))));
    }

    /// <summary>Warns of a table that its plugin, having been configured, never asked for.</summary>
    public static void CheckUse(
        PluginFile plugin,
        PluginDeclaration declared,
        IReadOnlyDictionary<string, SourcePlace> tables,
        List<Diagnostic> problems)
    {
        if (declared is { Complete: true, OptionsRead: false } && tables.TryGetValue(plugin.Name, out var table))
            problems.Add(PluginDiagnostics.TableNotRead(table, plugin.Name));
    }
}
