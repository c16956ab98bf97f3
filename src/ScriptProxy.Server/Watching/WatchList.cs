using ScriptProxy.Configuration;

namespace ScriptProxy.Server.Watching;

/// <summary>
/// The files whose change is a reason to reload: named ones, those that match an include, and the plugins' DLLs.
/// </summary>
internal sealed class WatchList(
    IReadOnlyList<string> files, IReadOnlyList<string> includePatterns, string pluginsFolder)
{
    /// <summary>Looks at all of them now.</summary>
    public Dictionary<string, FileStamp> Look()
    {
        var stamps = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        foreach (var file in files.Concat(Included()).Concat(PluginFiles()))
            stamps.TryAdd(file, FileStamp.Of(file));
        return stamps;
    }

    private IEnumerable<string> Included() =>
        includePatterns.SelectMany(pattern => Guarded(() => [.. IncludeFiles.Matching(pattern)]));

    private IEnumerable<string> PluginFiles() =>
        Folders(pluginsFolder).Prepend(pluginsFolder)
            .SelectMany(folder => Enumerate(folder, name => name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Enumerate(string folder, Func<string, bool> matches) =>
        Guarded(() => Directory.GetFiles(folder)).Where(file => matches(Path.GetFileName(file)));

    private static string[] Folders(string folder) => Guarded(() => Directory.GetDirectories(folder));

    // A folder that is not there, or is just being replaced, has nothing in it.
    private static string[] Guarded(Func<string[]> list)
    {
        try
        {
            return list();
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
