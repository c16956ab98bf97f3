namespace ScriptProxy.Proxy.Files;

/// <summary>Follows every symbolic link of a path, those of its folders included, as realpath(3) does.</summary>
internal static class RealPath
{
    // Linux gives up after as many (path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>The path without links; null for links that go round in circles.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? Of(string path)
    {
        var at = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>();
        PushSegments(ahead, path);
        var links = 0;
        while (ahead.TryPop(out var segment))
        {
            if (segment == ".")
                continue;
            var next = segment == ".." ? Path.GetDirectoryName(at) ?? at : Path.Join(at, segment);
            if (segment == ".." || new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
                at = Path.GetPathRoot(target)!;
            PushSegments(ahead, target);
        }

        return at;
    }

    private static void PushSegments(Stack<string> ahead, string path)
    {
        var segments = path[(Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var i = segments.Length - 1; i >= 0; i--)
            ahead.Push(segments[i]);
    }
}
