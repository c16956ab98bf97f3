namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>A test that is skipped where /proc does not tell of processes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Processes are looked up in /proc.";
    }
}
