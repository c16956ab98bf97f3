using System.Collections.Frozen;

namespace ScriptProxy.Proxy.Compression;

/// <summary>Tells media types that compression makes smaller from those that are compressed by nature.</summary>
internal static class CompressibleTypes
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "application/javascript", "application/json", "application/xml", "application/wasm", "application/x-javascript",
        "application/x-ndjson", "application/vnd.ms-fontobject", "font/otf", "font/ttf", "image/bmp", "image/x-icon");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Has(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        if (parameters >= 0)
            type = type[..parameters];
        type = type.Trim();
        if (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            // Events are worth nothing late, and not every client unpacks them as they come.
            return !type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase);
        }

        return type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            || ByName.Contains(type);
    }
}
