namespace ScriptProxy.Configuration.Settings;

/// <summary>The HTTP versions that a listener speaks.</summary>
[Flags]
public enum HttpVersions
{
    None = 0,
    Http1 = 1,
    Http2 = 2,
    Http3 = 4,
}
