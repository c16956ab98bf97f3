using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>
/// The closing words of a diagnostic: what was probably meant, what is allowed, where the other one stands.
/// </summary>
internal static class Hints
{
    private const int LongestList = 24;

    public static string Choice(string word, IEnumerable<string> choices)
    {
        var known = choices.Order(StringComparer.Ordinal).ToList();
        if (Nearest.Of(word, known) is { } meant)
            return $"did you mean '{meant}'?";
        if (known.Count == 0)
            return "remove it, nothing can stand here";
        return known.Count > LongestList ? "see docs/configuration.md" : $"choose from {string.Join(", ", known)}";
    }

    public static string Name(string word, IEnumerable<string> names, string otherwise) =>
        Nearest.Of(word, names) is { } meant ? $"did you mean '{meant}'?" : otherwise;

    /// <summary>A place as seen from another: <c>line 4</c> in the same file, else file and line.</summary>
    public static string At(SourcePlace place, SourcePlace from)
    {
        if (string.Equals(place.File, from.File, StringComparison.Ordinal))
            return $"line {place.Line}";
        var folder = Path.GetDirectoryName(from.File) ?? "";
        return $"{Path.GetRelativePath(folder, place.File).Replace('\\', '/')} line {place.Line}";
    }
}
