using ScriptProxy.EndToEnd.Tests.Nginx;

namespace ScriptProxy.EndToEnd.Tests.Files;

/// <summary>A test that needs nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxFilesFactAttribute : FactAttribute
{
    public const string MimeTypes = "/etc/nginx/mime.types";

    public NginxFilesFactAttribute()
    {
        if (NginxProgram.Path is null || !File.Exists(MimeTypes))
            Skip = NginxProgram.Missing;
    }
}
