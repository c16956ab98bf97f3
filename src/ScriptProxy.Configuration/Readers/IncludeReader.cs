using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Values;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Finds the files that <c>include</c> of the main file names, each once, sorted.</summary>
internal sealed class IncludeReader(TomlDocument main, List<Diagnostic> diagnostics)
{
    public const string Key = "include";

    private readonly List<string> _patterns = [];

    /// <summary>The patterns as full paths.</summary>
    public IReadOnlyList<string> Patterns => _patterns;

    public IReadOnlyList<string> Read()
    {
        if (main.Root.Find("proxy")?.Value is not TomlTableNode proxy)
            return [];
        var table = new TableReader(proxy, "[proxy]", main.Folder, diagnostics);
        var names = table.Read(Key, [], ListValue.OfLocated<string>(TextValue.ReadPath));

        SortedSet<string> files = new(StringComparer.Ordinal);
        foreach (var (pattern, place) in names)
        {
            _patterns.Add(pattern);
            var found = IncludeFiles.Matching(pattern);
            if (found.Count == 0)
                diagnostics.Add(SettingsDiagnostics.IncludeEmpty(place, Path.GetRelativePath(main.Folder, pattern)));
            files.UnionWith(found);
        }

        files.Remove(main.File);
        return [.. files];
    }
}
