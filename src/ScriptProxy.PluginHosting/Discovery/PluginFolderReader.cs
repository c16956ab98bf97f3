using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting.Discovery;

/// <summary>Lists what is in the plugins folder: <c>Name.dll</c> and <c>Name/Name.dll</c>, sorted by name.</summary>
internal static class PluginFolderReader
{
    public static IReadOnlyList<PluginFile> Read(string folder, List<Diagnostic> problems)
    {
        if (!Directory.Exists(folder))
            return [];

        try
        {
            var found = DllsIn(folder).Select(file => new PluginFile(NameOf(file), file, HasOwnFolder: false))
                .Concat(OwnFolders(folder, problems))
                .OrderBy(plugin => plugin.Name, StringComparer.Ordinal)
                .ToList();
            return WithoutTwins(found, problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(PluginDiagnostics.Unreadable(new SourcePlace(folder), error.Message));
            return [];
        }
    }

    private static List<PluginFile> OwnFolders(string folder, List<Diagnostic> problems)
    {
        var found = new List<PluginFile>();
        foreach (var own in Directory.EnumerateDirectories(folder).Where(IsVisible).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(own);
            var main = Path.Combine(own, name + ".dll");
            if (File.Exists(main))
                found.Add(new PluginFile(name, main, HasOwnFolder: true));
            else if (DllsIn(own).Any())
                problems.Add(PluginDiagnostics.FolderWithoutMain(new SourcePlace(own), name));
        }

        return found;
    }

    // One of the two is loaded all the same, so that what refers to the plugin is not reported as well.
    private static List<PluginFile> WithoutTwins(List<PluginFile> found, List<Diagnostic> problems)
    {
        var twins = found.GroupBy(plugin => plugin.Name).Where(forms => forms.Count() > 1);
        problems.AddRange(twins.Select(forms => PluginDiagnostics.BothForms(forms.First())));
        return [.. found.DistinctBy(plugin => plugin.Name)];
    }

    private static IEnumerable<string> DllsIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.dll").Where(IsVisible);

    // Copying tools write to a hidden file first and then rename it.
    private static bool IsVisible(string path) => !Path.GetFileName(path).StartsWith('.');

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
