namespace ScriptProxy.Proxy.Compression;

/// <summary>The content codings that are served (RFC 9110 §8.4.1).</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}
