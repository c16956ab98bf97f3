namespace ScriptProxy.EndToEnd.Tests.Upstreams;

/// <summary>A test whose backends are nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute()
    {
        if (!File.Exists(NginxBackend.Program))
            Skip = $"{NginxBackend.Program} is not installed";
    }
}
