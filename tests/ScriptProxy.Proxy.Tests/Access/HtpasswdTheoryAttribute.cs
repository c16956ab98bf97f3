namespace ScriptProxy.Proxy.Tests.Access;

/// <summary>A test that needs Apache's htpasswd.</summary>
public sealed class HtpasswdTheoryAttribute : TheoryAttribute
{
    public HtpasswdTheoryAttribute()
    {
        if (!File.Exists("/usr/bin/htpasswd"))
            Skip = "htpasswd (Debian: apache2-utils) is not installed";
    }
}
