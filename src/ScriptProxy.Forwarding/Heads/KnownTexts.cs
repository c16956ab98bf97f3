using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Forwarding.Heads;

/// <summary>Gives names and values that most answers have as strings that exist already; others are made.</summary>
internal static class KnownTexts
{
    // Longer than any that is known.
    private const int Longest = 40;

    private static readonly FrozenSet<string> Names = typeof(HeaderNames)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetValue(null)!)
        .Where(name => !name.StartsWith(':'))
        .Concat(["Content-Digest", "Repr-Digest", "Priority", "Refresh", "Timing-Allow-Origin", "Permissions-Policy", "Referrer-Policy"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Values = new[]
    {
        "*", "0", "1", "1; mode=block", "DENY", "SAMEORIGIN", "Accept-Encoding", "Origin", "Cookie", "bytes", "none", "br", "deflate",
        "gzip", "zstd", "identity", "chunked", "close", "keep-alive", "upgrade", "Upgrade", "websocket", "nosniff", "no-cache", "no-store",
        "no-cache, no-store", "private", "public", "max-age=0", "must-revalidate", "no-referrer", "en", "nginx", "Apache", "Kestrel",
        "Express", "ASP.NET", "Jetty", "true", "false", "timeout=5", "text/plain", "text/plain; charset=utf-8", "text/html",
        "text/html; charset=utf-8", "text/html; charset=UTF-8", "text/css", "text/css; charset=utf-8", "text/javascript", "text/event-stream",
        "application/json", "application/json; charset=utf-8", "application/javascript", "application/octet-stream", "application/problem+json",
        "image/png", "image/jpeg", "image/webp", "image/svg+xml", "font/woff2", "strict-origin-when-cross-origin",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NamesByText =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ValuesByText =
        Values.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A field's name; a known one in its usual letters.</summary>
    public static string Name(ReadOnlySpan<byte> bytes) => Find(bytes, NamesByText);

    /// <summary>A field's value, each byte one char, so that it leaves as it came.</summary>
    public static string Value(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : Find(bytes, ValuesByText);

    private static string Find(ReadOnlySpan<byte> bytes, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> known)
    {
        if (bytes.Length > Longest)
            return Encoding.Latin1.GetString(bytes);
        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.Latin1.GetChars(bytes, text)];
        return known.TryGetValue(text, out var found) ? found : text.ToString();
    }
}
