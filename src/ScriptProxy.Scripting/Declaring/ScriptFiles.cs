using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Files and folders that a script names, relative to the file they stand in.</summary>
internal static class ScriptFiles
{
    /// <summary>
    /// Full path of a file, which is watched from now on; null when it is missing, which was reported.
    /// </summary>
    public static string? Find(string call, string file, SourcePlace place, LoadLedger ledger)
    {
        var path = At(file, place);
        ledger.Watch(path);
        if (File.Exists(path))
            return path;
        ledger.Report(DeclarationDiagnostics.MissingFile(place, call, file));
        return null;
    }

    /// <summary>Full path of a folder; null when it is missing, which was reported.</summary>
    public static string? FindFolder(string call, string folder, SourcePlace place, LoadLedger ledger)
    {
        var path = At(folder, place);
        if (Directory.Exists(path))
            return path;
        ledger.Report(DeclarationDiagnostics.MissingFolder(place, call, folder));
        return null;
    }

    private static string At(string path, SourcePlace place) =>
        Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(place.File))!);
}
