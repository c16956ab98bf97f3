namespace ScriptProxy.Architecture.Tests.Code;

/// <summary>Names that say nothing of what a thing does.</summary>
internal static class Names
{
    private static readonly string[] Empty =
    [
        "Utils", "Util", "Utilities", "Utility", "Helpers", "Helper", "Common", "Misc", "Infrastructure", "Managers",
        "Manager", "Info", "Impl",
    ];

    /// <summary>
    /// The empty word that a name is or ends with, as a word of its own: <c>HostInfo</c>, not <c>Sysinfo</c>.
    /// </summary>
    public static string? EmptyWord(string name) =>
        Array.Find(Empty, word => name.EndsWith(word, StringComparison.Ordinal));
}
