using ScriptProxy.Diagnostics;
using Tomlyn.Parsing;

namespace ScriptProxy.Configuration.Model;

/// <summary>Reads one TOML file into its located tree, and reports what is wrong with the file itself.</summary>
internal sealed class DocumentReader(Func<string, string?> environment, List<Diagnostic> diagnostics)
{
    public TomlDocument Read(string file)
    {
        if (!TryLoad(file, out var text))
            return TomlDocument.Unread(file);

        var document = SyntaxParser.Parse(text, file);
        var mistakes = new SyntaxMistakes(file, document.Diagnostics);
        diagnostics.AddRange(mistakes.Diagnostics);
        if (mistakes.Unreadable)
            return TomlDocument.Unread(file);

        var variables = new Variables(environment, diagnostics);
        return new TreeBuilder(file, mistakes.Lines, variables).Build(document);
    }

    private bool TryLoad(string file, out string text)
    {
        text = "";
        try
        {
            if (FileTrust.IsWritableByEveryone(file))
                diagnostics.Add(SettingsDiagnostics.WritableByEveryone(file));
            text = File.ReadAllText(file);
            return true;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Add(SettingsDiagnostics.FileMissing(file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Directory.Exists(file)
                ? SettingsDiagnostics.FileIsFolder(file)
                : SettingsDiagnostics.FileUnreadable(file, refused.Message));
        }

        return false;
    }
}
