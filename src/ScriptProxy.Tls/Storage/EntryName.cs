namespace ScriptProxy.Tls.Storage;

/// <summary>
/// How the name of an entry becomes the name of its file: as it is, but that a <c>*</c> is spelled out.
/// </summary>
internal static class EntryName
{
    private const string Star = "_star_";

    // What file systems take, less the ending, ".corrupt-…" and the suffix of a file that is being written.
    private const int Longest = 160;

    /// <summary>Whether a host name can be the name of an entry: some are longer than file systems take.</summary>
    public static bool Fits(string host) => host.Length <= Longest;

    /// <exception cref="ArgumentException">It is no host name or site name in lower case.</exception>
    public static string FileOf(string name, string ending)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Length > Longest || name[0] == '.' || !name.All(IsAllowed)
            ? throw new ArgumentException($"'{name}' cannot be the name of a stored certificate.", nameof(name))
            : name.Replace("*", Star, StringComparison.Ordinal) + ending;
    }

    public static string NameOf(string file, string ending) =>
        file[..^ending.Length].Replace(Star, "*", StringComparison.Ordinal);

    private static bool IsAllowed(char one) => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_' or '*' or ':';
}
