namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>Where the nginx of this machine is.</summary>
internal static class NginxProgram
{
    public const string Missing = "nginx is not installed (Debian: nginx-light)";

    /// <summary>Null when none is installed.</summary>
    public static string? Path { get; } = Folders()
        .Select(folder => System.IO.Path.Combine(folder, "nginx"))
        .FirstOrDefault(File.Exists);

    // Debian keeps it where only root's PATH looks.
    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Append("/usr/sbin");
}
