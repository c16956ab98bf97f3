namespace ScriptProxy.Proxy.Targets;

/// <summary>Segments of a path as the client wrote it. As for matching, several slashes count as one.</summary>
internal static class RawSegments
{
    /// <summary>The segment of that index, or all from there on; empty when there are fewer.</summary>
    public static ReadOnlySpan<char> At(ReadOnlySpan<char> path, int index, bool toEnd)
    {
        var rest = path;
        for (var i = 0; i < index; i++)
        {
            rest = rest.TrimStart('/');
            var slash = rest.IndexOf('/');
            if (slash < 0)
                return default;
            rest = rest[slash..];
        }

        rest = rest.TrimStart('/');
        var end = toEnd ? -1 : rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }
}
