namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>A theory that is skipped where /proc does not tell what memory a process has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "The working set is read from /proc.";
    }
}
