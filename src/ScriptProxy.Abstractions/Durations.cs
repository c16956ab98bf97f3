using System.Globalization;

namespace ScriptProxy;

/// <summary>The durations of proxy.toml and of scripts: a whole number and a unit, <c>"500ms"</c>, <c>"30s"</c>,
/// <c>"5m"</c>,
/// <c>"24h"</c>, <c>"90d"</c>.</summary>
public static class Durations
{
    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Reads a duration. A number without a unit is not one: nobody could tell its unit.</summary>
    /// <param name="text">The text, for example <c>"30s"</c>.</param>
    /// <param name="value">The duration, zero or more.</param>
    /// <returns>Whether the text is a duration that a <see cref="TimeSpan"/> can hold.</returns>
    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        foreach (var (suffix, ticks) in Units)
        {
            if (text is null || !text.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            if (!long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var count))
                continue;
            if (count > long.MaxValue / ticks)
                return false;
            value = TimeSpan.FromTicks(count * ticks);
            return true;
        }

        return false;
    }
}
