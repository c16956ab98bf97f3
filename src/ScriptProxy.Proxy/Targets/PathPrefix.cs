namespace ScriptProxy.Proxy.Targets;

/// <summary>Takes a prefix off a path, leaving the rest byte for byte as the client wrote it.</summary>
internal static class PathPrefix
{
    /// <summary>
    /// The path without the prefix, beginning with one slash; unchanged when it does not begin with the prefix.
    /// </summary>
    /// <param name="raw">A path without dot segments.</param>
    /// <param name="prefix">Plain text, compared without case with what the path decodes to; <c>//</c> counts as
    /// <c>/</c>.</param>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> raw, string prefix)
    {
        var end = RawLengthOf(raw, prefix);
        if (end < 0)
            return raw;
        var rest = raw[end..].TrimStart('/');
        return rest.IsEmpty ? "/" : raw[(raw.Length - rest.Length - 1)..];
    }

    // Where the raw text ends that decodes to the prefix; -1 when it is something else, or only part of a segment.
    private static int RawLengthOf(ReadOnlySpan<char> raw, string prefix)
    {
        var at = 0;
        foreach (var expected in prefix)
        {
            if (at >= raw.Length || char.ToUpperInvariant(Decode(raw, ref at)) != char.ToUpperInvariant(expected))
                return -1;
            while (expected == '/' && at < raw.Length && raw[at] == '/')
                at++;
        }

        return at == raw.Length || raw[at] == '/' ? at : -1;
    }

    private static char Decode(ReadOnlySpan<char> raw, ref int at)
    {
        var found = raw[at++];
        if (found != '%' || at + 1 >= raw.Length || !char.IsAsciiHexDigit(raw[at])
            || !char.IsAsciiHexDigit(raw[at + 1]))
            return found;
        found = (char)Convert.FromHexString(raw.Slice(at, 2))[0];
        at += 2;
        return found;
    }
}
