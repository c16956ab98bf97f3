using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Targets;

/// <summary>Segments of a path as the client wrote it that mean another place (RFC 3986 §5.2.4).</summary>
internal static class DotSegments
{
    private static readonly SearchValues<string> Beginnings =
        SearchValues.Create(["/.", "/%2e"], StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The raw path, or, when it has dot segments, the path that routes were matched on: behind a prefix of ours dot
    /// segments would lead out of it again.
    /// </summary>
    public static ReadOnlySpan<char> Resolve(ReadOnlySpan<char> rawPath, PathString matched) =>
        In(rawPath) ? matched.ToUriComponent() : rawPath;

    public static bool In(ReadOnlySpan<char> path)
    {
        if (!path.ContainsAny(Beginnings))
            return false;
        foreach (var range in path.Split('/'))
        {
            if (IsDots(path[range]))
                return true;
        }

        return false;
    }

    // One or two dots, each plain or as %2E.
    private static bool IsDots(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            var isEncoded = segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase);
            if (!isEncoded && segment[0] != '.')
                return false;
            segment = segment[(isEncoded ? 3 : 1)..];
            dots++;
        }

        return dots is 1 or 2;
    }
}
