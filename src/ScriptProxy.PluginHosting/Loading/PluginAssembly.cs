using System.Reflection;
using McMaster.NETCore.Plugins;

namespace ScriptProxy.PluginHosting.Loading;

/// <summary>A plugin's main assembly in a load context of its own, and the copy that both live on.</summary>
internal sealed class PluginAssembly(PluginFile file, PluginCopy copy, PluginLoader loader, Assembly main)
{
    public PluginFile File { get; } = file;
    public Assembly Main { get; } = main;

    /// <summary>The file that was loaded, which stays as it is while the generation lives.</summary>
    public string LoadedFrom => copy.File;

    public string CopyFolder => copy.Folder;

    /// <summary>Begins to unload; the memory is free once nothing refers to the plugin's types.</summary>
    /// <exception cref="IOException">The copy is still in use, on Windows.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Unload()
    {
        loader.Dispose();
        copy.Delete();
    }
}
