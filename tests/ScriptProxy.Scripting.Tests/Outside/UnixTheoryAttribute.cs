namespace ScriptProxy.Scripting.Tests.Outside;

/// <summary>A theory that is skipped where there is no /bin/sh.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "A shell stands in for the program.";
    }
}
