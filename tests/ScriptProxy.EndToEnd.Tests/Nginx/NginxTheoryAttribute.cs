namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>A theory that nginx is the oracle of; skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute()
    {
        if (NginxProgram.Path is null)
            Skip = NginxProgram.Missing;
    }
}
