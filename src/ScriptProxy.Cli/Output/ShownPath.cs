namespace ScriptProxy.Cli.Output;

/// <summary>Paths as they are shown: relative below the current directory, else in full.</summary>
internal static class ShownPath
{
    public static string From(string currentDirectory, string file)
    {
        var below = Path.TrimEndingDirectorySeparator(currentDirectory) + Path.DirectorySeparatorChar;
        return file.StartsWith(below, StringComparison.Ordinal) ? file[below.Length..] : file;
    }
}
