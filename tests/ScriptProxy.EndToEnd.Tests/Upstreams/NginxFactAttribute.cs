using ScriptProxy.EndToEnd.Tests.Nginx;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

/// <summary>A test whose backends are nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute()
    {
        if (NginxProgram.Path is null)
            Skip = NginxProgram.Missing;
    }
}
