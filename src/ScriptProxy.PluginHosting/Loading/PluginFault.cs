using System.Diagnostics;
using System.Reflection;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Loading;

/// <summary>
/// Turns an exception of a plugin into text at once: an exception that is kept keeps the plugin's assembly.
/// </summary>
internal static class PluginFault
{
    /// <summary>What failed while the plugin's types were looked at.</summary>
    public static Diagnostic OnLoad(PluginAssembly plugin, Exception error) =>
        Missing(plugin, error) ?? PluginDiagnostics.CannotBeLoaded(plugin.File, OneLine.Of(error.Message));

    /// <summary>What failed in the plugin's constructor.</summary>
    public static Diagnostic OnConstruction(PluginAssembly plugin, Type type, Exception error) =>
        Missing(plugin, error)
        ?? PluginDiagnostics.ConstructorThrew(plugin.File, type.FullName!, Describe(error, plugin.Main));

    /// <summary>What failed in the plugin's <c>Configure</c>.</summary>
    public static Diagnostic OnConfigure(PluginAssembly plugin, Exception error) =>
        Missing(plugin, error) ?? PluginDiagnostics.ConfigureThrew(plugin.File, Describe(error, plugin.Main));

    /// <summary>
    /// Type, message and, with symbols, the plugin's own line: <c>IOException: No such file, at Geo.cs:12</c>.
    /// </summary>
    public static string Describe(Exception error, Assembly plugin)
    {
        var root = Root(error);
        var text = $"{root.GetType().Name}: {OneLine.Of(root.Message)}";
        var frame = new StackTrace(root, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => IsIn(frame, plugin));
        return frame is null ? text : $"{text}, at {frame.GetFileName()}:{frame.GetFileLineNumber()}";
    }

    private static bool IsIn(StackFrame frame, Assembly plugin) =>
        frame.GetFileName() is not null && frame.GetMethod()?.Module.Assembly == plugin;

    private static Exception Root(Exception error) =>
        error is TypeInitializationException or AggregateException && error.InnerException is { } inner
            ? Root(inner)
            : error;

    // The runtime names the assembly that it did not find; a plugin's own FileNotFoundException names a path.
    private static Diagnostic? Missing(PluginAssembly plugin, Exception error) =>
        Root(error) is FileNotFoundException { FileName: { } name }
        && name.Contains(", Version=", StringComparison.Ordinal)
            ? PluginDiagnostics.MissingDependency(plugin.File, new AssemblyName(name).Name!)
            : null;
}
