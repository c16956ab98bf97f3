using System.Globalization;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>A theory that is skipped where a process may not open so many files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FileDescriptorsTheoryAttribute : TheoryAttribute
{
    public FileDescriptorsTheoryAttribute(int needed)
    {
        Needed = needed;
        if (Allowed() is { } allowed && allowed < needed)
            Skip = $"It needs {needed} file descriptors, and this process may open {allowed}.";
    }

    public int Needed { get; }

    private static long? Allowed()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
            return null;
        var line = File.ReadLines(Limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
