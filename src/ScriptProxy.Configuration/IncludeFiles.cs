namespace ScriptProxy.Configuration;

/// <summary>
/// Finds what a pattern of <c>include</c> means, for those who read the files and those who watch for new ones.
/// </summary>
public static class IncludeFiles
{
    /// <summary>Full paths of the files that match now.</summary>
    /// <param name="pattern">A full path, with <c>*</c> and <c>?</c> in any of its steps but the first.</param>
    public static IReadOnlyList<string> Matching(string pattern)
    {
        var folders = new List<string> { Path.GetPathRoot(pattern)! };
        var steps = Path.GetRelativePath(folders[0], pattern).Split(Path.DirectorySeparatorChar);
        foreach (var step in steps[..^1])
            folders = [.. folders.SelectMany(folder => Below(folder, step))];
        return [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, steps[^1], Visible))];
    }

    private static IEnumerable<string> Below(string folder, string step)
    {
        if (step.AsSpan().ContainsAny('*', '?'))
            return Directory.EnumerateDirectories(folder, step, Visible);
        var below = Path.Combine(folder, step);
        return Directory.Exists(below) ? [below] : [];
    }

    // Editors leave hidden swap files beside the one they edit.
    private static EnumerationOptions Visible => new()
    {
        AttributesToSkip = FileAttributes.Hidden,
        MatchType = MatchType.Simple,

        // What cannot be listed matches nothing, which is reported.
        IgnoreInaccessible = true,
    };
}
