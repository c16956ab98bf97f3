using System.Buffers;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Routing;

/// <summary>
/// Other ways to read a path. Servers differ on whether <c>%2F</c>, <c>%5C</c> and <c>\</c> separate segments, whether
/// <c>;…</c> or a dot at the end belongs to one, whether <c>..</c> takes an empty one away, and how often they decode,
/// so a rule for <c>/admin</c> holds only if no reading of another path leads there.
/// </summary>
internal static class PathReadings
{
    // A percent sign that is left was encoded twice, or is one of those that are not decoded.
    private static readonly SearchValues<string> Doubtful =
        SearchValues.Create(["%", "\\", ";", "./", " /"], StringComparison.Ordinal);

    // Beside dot segments, which hide what they took away.
    private static readonly SearchValues<string> DoubtfulWithDots =
        SearchValues.Create(["%", "\\", ";", "//"], StringComparison.Ordinal);

    // Each is tried on the results of those before it, so that all combinations are.
    private static readonly Func<string, string>[] Changes = [Decode, Separate, WithoutParameters, WithoutEnds];

    /// <summary>Whether the path can be read in more than one way.</summary>
    /// <param name="path">The path as it was matched: decoded, dot segments resolved.</param>
    /// <param name="raw">The path as the client wrote it.</param>
    public static bool Differ(string? path, ReadOnlySpan<char> raw) =>
        path.AsSpan().ContainsAny(Doubtful)
        || path is [.., '.' or ' ']
        || (DotSegments.In(raw) && raw.ContainsAny(DoubtfulWithDots));

    /// <summary>
    /// The other ways, each with <c>//</c> counting as <c>/</c> before dot segments are resolved, as nginx does it, and
    /// after.
    /// </summary>
    public static IEnumerable<string> Of(string path, string raw)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal) { path, Decode(raw) };
        foreach (var change in Changes)
            texts.UnionWith(texts.Select(change).ToList());
        return texts
            .SelectMany(text => new[] { Resolve(text, mergesFirst: true), Resolve(text, mergesFirst: false) })
            .Where(reading => reading != path)
            .Distinct(StringComparer.Ordinal);
    }

    private static string Decode(string path) => PathString.FromUriComponent(path).Value!;

    private static string Separate(string path) => path
        .Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
        .Replace("%5C", "/", StringComparison.OrdinalIgnoreCase)
        .Replace('\\', '/');

    private static string WithoutParameters(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.Split(';', 2)[0]));

    // Windows' file names end before dots and spaces.
    private static string WithoutEnds(string path) => string.Join('/', path.Split('/').Select(
        segment => segment is "." or ".." ? segment : segment.TrimEnd('.', ' ')));

    // What a separator or a dropped parameter has uncovered: dots (RFC 3986 §5.2.4), and empty segments.
    private static string Resolve(string path, bool mergesFirst)
    {
        var resolved = new List<string>();
        var segments = path.Split('/', mergesFirst ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
        foreach (var segment in mergesFirst ? segments : segments.Skip(1))
        {
            if (segment == "..")
                resolved.RemoveRange(Math.Max(resolved.Count - 1, 0), Math.Min(resolved.Count, 1));
            else if (segment != ".")
                resolved.Add(segment);
        }

        var isFolder = path.EndsWith('/') || segments is [.., "." or ".."];
        var kept = resolved.Where(segment => segment.Length > 0).ToList();
        return "/" + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }
}
