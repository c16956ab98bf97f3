namespace ScriptProxy.Configuration.Settings;

/// <summary>The HTTP version spoken to an upstream.</summary>
public enum UpstreamHttp
{
    Http1,
    Http2,
    Auto,
}
