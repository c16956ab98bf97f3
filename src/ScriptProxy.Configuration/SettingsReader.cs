using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Readers;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>
/// Reads proxy.toml and the files that it includes. What names refer to is for <see cref="SettingsRules"/> to
/// check.
/// </summary>
/// <param name="environment">Looks up <c>${NAME}</c>; by default among the variables of this process.</param>
public sealed class SettingsReader(Func<string, string?>? environment = null)
{
    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;

    /// <summary>Reads a file. A file that is missing or wrong gives diagnostics, never an exception.</summary>
    public SettingsResult Read(string file)
    {
        List<Diagnostic> diagnostics = [];
        var documents = new DocumentReader(_environment, diagnostics);
        var main = documents.Read(Path.GetFullPath(file));
        var include = new IncludeReader(main, diagnostics);
        List<TomlDocument> all = [main, .. include.Read().Select(documents.Read)];

        var tables = new TableCollector(main, diagnostics);
        foreach (var document in all)
        {
            tables.Add(document);
            diagnostics.AddRange(LaterSettings.Find(document));
        }

        return new SettingsResult(Complete(tables.Settings, all, include.Patterns), Sorted(diagnostics));
    }

    private static ProxySettings Complete(
        ProxySettings settings, List<TomlDocument> documents, IReadOnlyList<string> patterns) => settings with
        {
            Files = [.. documents.Select(document => document.File)],
            IncludePatterns = patterns,
            Complete = settings.Complete && documents.TrueForAll(document => document.Complete),
        };

    // The main file's mistakes come first only if its name sorts first: one order for every command matters more.
    private static List<Diagnostic> Sorted(List<Diagnostic> diagnostics) =>
        [.. diagnostics.Distinct().OrderBy(diagnostic => diagnostic.Place)];
}
