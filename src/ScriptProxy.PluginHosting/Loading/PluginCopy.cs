
namespace ScriptProxy.PluginHosting.Loading;

/// <summary>
/// A plugin's files in a folder that only this generation uses: a plugin may be replaced at any time, even half
/// written, and what is loaded late still fits what was loaded first.
/// </summary>
internal sealed class PluginCopy
{
    private PluginCopy(string folder, string file)
    {
        Folder = folder;
        File = file;
    }

    public string Folder { get; }

    /// <summary>Full path of the copied main DLL.</summary>
    public string File { get; }

    /// <summary>The assemblies beside the main DLL, those in folders for a platform included.</summary>
    public IEnumerable<string> Dependencies =>
        Directory.EnumerateFiles(Folder, "*.dll", SearchOption.AllDirectories).Where(file => file != File);

    /// <summary>Copies what a loader or a debugger may ask for; a plugin's data stays where it is.</summary>
    /// <exception cref="IOException">A file cannot be read, or the temporary folder not written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of a right.</exception>
    public static PluginCopy Make(PluginFile plugin)
    {
        var folder = Directory.CreateTempSubdirectory($"scriptproxy-{plugin.Name}-").FullName;
        var copy = new PluginCopy(folder, Path.Combine(folder, Path.GetFileName(plugin.File)));
        try
        {
            if (plugin.HasOwnFolder)
                CopyFolder(plugin.Folder, folder);
            else
                CopyAlone(plugin.File, copy.File);
            return copy;
        }
        catch
        {
            copy.Delete();
            throw;
        }
    }

    /// <summary>Deletes the files. What is mapped stays usable on Unix.</summary>
    /// <exception cref="IOException">A file is still in use, on Windows.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Delete() => Directory.Delete(Folder, recursive: true);

    private static void CopyAlone(string from, string to)
    {
        System.IO.File.Copy(from, to);
        var symbols = Path.ChangeExtension(from, ".pdb");
        if (System.IO.File.Exists(symbols))
            System.IO.File.Copy(symbols, Path.ChangeExtension(to, ".pdb"));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from).Where(IsLoadable))
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));

        foreach (var folder in new DirectoryInfo(from).EnumerateDirectories().Where(MayHoldDependencies))
            CopyFolder(folder.FullName, Directory.CreateDirectory(Path.Combine(to, folder.Name)).FullName);
    }

    private static bool IsLoadable(string file)
    {
        var name = Path.GetFileName(file);
        return !name.StartsWith('.')
            && (Path.GetExtension(name) is ".dll" or ".pdb" or ".so" or ".dylib"
                || name.Contains(".so.", StringComparison.Ordinal)
                || name.EndsWith(".deps.json", StringComparison.Ordinal));
    }

    // A plugin's project may stand in the folder that it builds into; and a link may lead round in a circle.
    private static bool MayHoldDependencies(DirectoryInfo folder) =>
        folder.Name is not ("bin" or "obj") && !folder.Name.StartsWith('.') && folder.LinkTarget is null;
}
