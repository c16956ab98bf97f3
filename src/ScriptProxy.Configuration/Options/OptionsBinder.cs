using System.Runtime.CompilerServices;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Options;

/// <summary>
/// Binds <c>[plugin.NAME]</c> to the options class of the plugin, once that is loaded. It keeps nothing of the
/// class.
/// </summary>
public static class OptionsBinder
{
    /// <summary>Makes an instance and sets what the table says.</summary>
    /// <param name="table">The table; null when proxy.toml has none, which leaves the defaults.</param>
    /// <param name="plugin">The plugin's name, for messages.</param>
    /// <param name="type">A class with a public constructor without parameters.</param>
    /// <returns>The instance, not to be used when there are diagnostics, and all that was wrong.</returns>
    public static (object Options, IReadOnlyList<Diagnostic> Diagnostics) Bind(
        PluginSettings? table, string plugin, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        List<Diagnostic> diagnostics = [];
        var place = table?.Place ?? new SourcePlace($"{plugin}.dll");
        var node = table?.Table ?? new TomlTableNode(place, []);
        var folder = table is null ? Environment.CurrentDirectory : Path.GetDirectoryName(place.File)!;

        var converter = new OptionConverter(plugin, folder, diagnostics);
        var options = converter.Object(node, $"[plugin.{plugin}]", type)
            ?? RuntimeHelpers.GetUninitializedObject(type);
        return (options, diagnostics);
    }
}
