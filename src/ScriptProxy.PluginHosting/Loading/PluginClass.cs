using System.Reflection;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Loading;

/// <summary>Finds the one class of an assembly that is the plugin.</summary>
internal static class PluginClass
{
    /// <summary>The class; null when a problem was added.</summary>
    public static Type? Find(PluginAssembly plugin, List<Diagnostic> problems)
    {
        try
        {
            var classes = plugin.Main.GetTypes().Where(IsPlugin).OrderBy(type => type.FullName, StringComparer.Ordinal);
            return Choose(plugin, [.. classes], problems);
        }
        catch (ReflectionTypeLoadException error)
        {
            // One missing assembly or member fails every type that uses it: the first says it all.
            var first = error.LoaderExceptions.OfType<Exception>().FirstOrDefault();
            problems.Add(PluginFault.OnLoad(plugin, first ?? error));
            return null;
        }
        catch (Exception error) when (error is TypeLoadException or BadImageFormatException or IOException)
        {
            problems.Add(PluginFault.OnLoad(plugin, error));
            return null;
        }
    }

    private static bool IsPlugin(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IProxyPlugin).IsAssignableFrom(type);

    private static Type? Choose(PluginAssembly plugin, IReadOnlyList<Type> classes, List<Diagnostic> problems)
    {
        var visible = classes.Where(type => type.IsVisible).ToList();
        var problem = visible switch
        {
            [] when classes is [var hidden, ..] =>
                PluginDiagnostics.PluginClassNotPublic(plugin.File, hidden.FullName!),
            [] => PluginDiagnostics.NoPluginClass(plugin.File),
            [var only] when only.GetConstructor(Type.EmptyTypes) is null =>
                PluginDiagnostics.NoConstructor(plugin.File, only.FullName!),
            [_] => null,
            _ => PluginDiagnostics.SeveralPluginClasses(plugin.File, visible.Select(type => type.FullName!)),
        };
        if (problem is null)
            return visible[0];

        problems.Add(problem);
        return null;
    }
}
