using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary>Durations, as text with a unit.</summary>
internal static class DurationValue
{
    // What a .NET timer takes; more than it would fail on the first request.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    /// <summary>Any duration, zero included.</summary>
    public static bool Read(ValueSource source, out TimeSpan value)
    {
        value = default;
        if (source.Node is not TomlStringNode { Text: var text })
            return source.RefuseType("a duration in quotes, as in \"30s\"");
        return Durations.TryParse(text, out value)
            || source.Refuse(SettingsDiagnostics.Duration(source.Node.Place, source.Name, text));
    }

    /// <summary>A duration that a timer counts: longer than zero.</summary>
    public static bool ReadTimer(ValueSource source, out TimeSpan value) =>
        Read(source, out value) && (InRange(value) || source.Refuse(SettingsDiagnostics.OutOfRange(
            source.Node.Place, source.Name, ((TomlStringNode)source.Node).Text, "longer than zero, and 24d at most")));

    /// <summary>A duration that a timer counts, or null for <c>"off"</c> and 0.</summary>
    public static bool ReadTimerOrOff(ValueSource source, out TimeSpan? value)
    {
        value = null;
        if (source.IsNone)
            return true;
        if (!ReadTimer(source, out var duration))
            return false;
        value = duration;
        return true;
    }

    /// <summary>Any duration, or null for <c>"off"</c>.</summary>
    public static bool ReadOrOff(ValueSource source, out TimeSpan? value)
    {
        value = null;
        if (source.IsOff)
            return true;
        if (!Read(source, out var duration))
            return false;
        value = duration;
        return true;
    }

    private static bool InRange(TimeSpan value) => value > TimeSpan.Zero && value <= LongestTimer;
}
