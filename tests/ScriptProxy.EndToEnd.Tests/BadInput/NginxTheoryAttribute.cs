namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>A theory that runs where the nginx is installed whose answers docs/security.md notes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = NginxServer.Missing;
}
