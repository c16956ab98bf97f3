using System.Diagnostics;
using ScriptProxy.EndToEnd.Tests.Nginx;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>A theory that runs where the nginx is installed whose answers docs/security.md notes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxTheoryAttribute : TheoryAttribute
{
    private const string Version = "nginx/1.22.";

    public NginxTheoryAttribute() => Skip = Reason;

    /// <summary>Why it is skipped; null when it is not.</summary>
    public static string? Reason { get; } = FindReason();

    private static string? FindReason()
    {
        if (NginxProgram.Path is null)
            return NginxProgram.Missing;
        using var process =
            Process.Start(new ProcessStartInfo(NginxProgram.Path, ["-v"]) { RedirectStandardError = true })!;
        var version = process.StandardError.ReadToEnd();
        return version.Contains(Version, StringComparison.Ordinal)
            ? null
            : $"docs/security.md notes the answers of {Version}x, not of {version.Trim()}";
    }
}
