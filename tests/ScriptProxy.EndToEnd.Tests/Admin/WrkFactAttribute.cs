namespace ScriptProxy.EndToEnd.Tests.Admin;

/// <summary>A fact that needs wrk.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WrkFactAttribute : FactAttribute
{
    public WrkFactAttribute()
    {
        if (!Wrk.IsInstalled)
            Skip = "wrk is not installed (Debian: wrk).";
    }
}
