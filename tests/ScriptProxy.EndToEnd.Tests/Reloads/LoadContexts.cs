using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ScriptProxy.EndToEnd.Tests.Reloads;

/// <summary>The load contexts of scripts and plugins, looked at without holding them.</summary>
internal static class LoadContexts
{
    /// <summary>Those of a script, by its full path, or of a plugin, by its name.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static List<WeakReference> Named(string name) =>
        [.. AssemblyLoadContext.All.Where(context => context.Name == name).Select(
            context => new WeakReference(context))];

    /// <summary>Collects, and says whether all of them are gone.</summary>
    public static bool Collected(IReadOnlyList<WeakReference> contexts)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return contexts.All(context => !context.IsAlive);
    }
}
