using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting;

/// <summary>A DLL that should be a plugin, found and not looked into yet.</summary>
/// <param name="Name">The plugin's name: that of the DLL without the extension.</param>
/// <param name="File">Full path of the DLL.</param>
/// <param name="HasOwnFolder">True for <c>Name/Name.dll</c>, whose dependencies are beside it.</param>
internal sealed record PluginFile(string Name, string File, bool HasOwnFolder)
{
    public SourcePlace Place => new(File);

    public string Folder => Path.GetDirectoryName(File)!;
}
