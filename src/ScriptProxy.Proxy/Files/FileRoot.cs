using System.Buffers;

namespace ScriptProxy.Proxy.Files;

/// <summary>Finds what a path names below a folder, and nothing outside it, whatever links lie there.</summary>
/// <param name="root">The full path of the folder. It may be a link, which may be swapped while it serves.</param>
internal sealed class FileRoot(string root)
{
    // A backslash separates on Windows only, but nobody names a file so.
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Path.GetInvalidFileNameChars(), '\\', '/']);

    // Routing leaves these as they came, as another server might read them as separators.
    private static readonly SearchValues<string> EncodedSeparators =
        SearchValues.Create(["%2F", "%5C"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What is there.</summary>
    /// <param name="path">Relative, decoded, with slashes.</param>
    public FoundPath Find(string path)
    {
        var at = root;
        var hasLink = false;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan()[range];
            if (name.IsEmpty)
                continue;
            if (!IsServed(name, isFirst: ReferenceEquals(at, root)))
                return new FoundPath(FoundKind.Refused);
            at = Path.Join(at, name);
            hasLink |= IsLink(at);
        }

        return hasLink ? FindBehindLinks(at) : Look(at);
    }

    /// <summary>The file beside another whose name has this suffix; null when there is none, or it leads out.</summary>
    public FileInfo? Beside(FileInfo file, string suffix)
    {
        var path = file.FullName + suffix;
        return (IsLink(path) ? FindBehindLinks(path) : Look(path)).File;
    }

    // RFC 8615: well-known places are made to be asked for. Windows drops dots and spaces at the end of a name.
    private static bool IsServed(ReadOnlySpan<char> name, bool isFirst) =>
        (name[0] != '.' || (isFirst && name is ".well-known"))
        && name[^1] is not '.' and not ' '
        && !name.ContainsAny(Forbidden)
        && !name.ContainsAny(EncodedSeparators);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private FoundPath FindBehindLinks(string path)
    {
        if (RealPath.Of(path) is not { } target || RealPath.Of(root) is not { } folder)
            return new FoundPath(FoundKind.Missing);
        return target == folder || target.StartsWith(Path.Join(folder, "/"), StringComparison.Ordinal)
            ? Look(target)
            : new FoundPath(FoundKind.Refused);
    }

    private static FoundPath Look(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
            return new FoundPath(FoundKind.File, file);
        return new FoundPath(Directory.Exists(path) ? FoundKind.Folder : FoundKind.Missing);
    }
}
