using System.Globalization;

namespace ScriptProxy;

/// <summary>The sizes of proxy.toml and of scripts, in bytes: <c>"512"</c>, <c>"8k"</c>, <c>"10MB"</c>. The units
/// are powers of 1024, as
/// in nginx, and their case does not matter.</summary>
public static class Sizes
{
    private static readonly (string Suffix, long Bytes)[] Units =
    [
        ("kb", 1L << 10),
        ("mb", 1L << 20),
        ("gb", 1L << 30),
        ("k", 1L << 10),
        ("m", 1L << 20),
        ("g", 1L << 30),
        ("", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text, for example <c>"10MB"</c>.</param>
    /// <param name="bytes">The size in bytes, zero or more.</param>
    /// <returns>Whether the text is a size that fits.</returns>
    public static bool TryParse(string? text, out long bytes)
    {
        bytes = 0;
        foreach (var (suffix, unit) in Units)
        {
            if (text is null || !text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            if (!long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var count))
                continue;
            if (count > long.MaxValue / unit)
                return false;
            bytes = count * unit;
            return true;
        }

        return false;
    }
}
