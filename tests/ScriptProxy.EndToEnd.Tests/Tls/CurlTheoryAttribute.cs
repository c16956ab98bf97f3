namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>A theory that is skipped where curl is not installed.</summary>
internal sealed class CurlTheoryAttribute : TheoryAttribute
{
    public CurlTheoryAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(
            folder => File.Exists(Path.Combine(folder, "curl"))))
            Skip = "curl (Debian: curl) is not installed";
    }
}
