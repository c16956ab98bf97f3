using System.Reflection;
using System.Runtime.Loader;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Running;

/// <summary>
/// Holds one script's assembly and what it brought along by <c>#r</c>; unloaded when its generation has ended.
/// </summary>
internal sealed class ScriptLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _shared;
    private readonly Dictionary<string, byte[]> _own = new(StringComparer.OrdinalIgnoreCase);

    public ScriptLoadContext(string file, ScriptImage image, IEnumerable<Assembly> plugins)
        : base(file, isCollectible: true)
    {
        // The script must see the very types that the proxy and the plugins use.
        _shared = plugins.Append(typeof(SiteScript).Assembly)
            .DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        foreach (var reference in image.References)
            _own[AssemblyImages.NameOf(reference)] = reference;
    }

    /// <summary>
    /// The script's assembly, for the caller to keep: held here it would hold this context, which would never unload.
    /// </summary>
    public Assembly Open(ScriptImage image)
    {
        using var assembly = new MemoryStream(image.Assembly);
        using var symbols = new MemoryStream(image.Symbols);
        return LoadFromStream(assembly, symbols);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_shared.TryGetValue(assemblyName.Name!, out var shared))
            return shared;
        if (!_own.TryGetValue(assemblyName.Name!, out var image))
            return null;
        using var stream = new MemoryStream(image);
        return LoadFromStream(stream);
    }

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;
}
