namespace ScriptProxy.Testing.Pebble;

/// <summary>The programs of Debian's package <c>pebble</c>.</summary>
public static class PebblePrograms
{
    public static string? Server { get; } = Find("pebble");

    public static string? Dns { get; } = Find("pebble-challtestsrv");

    /// <summary>Why tests that need them cannot run; null when they can.</summary>
    public static string? Missing =>
        Server is null || Dns is null ? "pebble is not installed (Debian: apt-get install pebble)" : null;

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
