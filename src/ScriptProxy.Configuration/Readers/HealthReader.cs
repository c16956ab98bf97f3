using System.Globalization;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads an upstream's <c>health</c>.</summary>
internal static class HealthReader
{
    /// <summary>The checks; null for none.</summary>
    public static HealthSettings? Read(TableReader upstream)
    {
        if (upstream.Node("health") is { } node && upstream.Source("health", node).IsOff)
            return null;
        if (upstream.Table("health") is not { } table)
            return null;
        var defaults = new HealthSettings();
        var settings = new HealthSettings
        {
            Path = table.Read<string>("path", defaults.Path, PathAndQuery),
            Every = table.Read<TimeSpan>("every", defaults.Every, DurationValue.ReadTimer),
            Timeout = table.Read<TimeSpan>("timeout", defaults.Timeout, DurationValue.ReadTimer),
            Passes = table.Read("passes", defaults.Passes, NumberValue.Between(1, int.MaxValue)),
            Fails = table.Read("fails", defaults.Fails, NumberValue.Between(1, int.MaxValue)),
            Status = table.Read<(int, int)>("status", defaults.Status, Statuses),
        };
        table.Finish();
        return settings;
    }

    private static bool PathAndQuery(ValueSource source, out string value)
    {
        value = "";
        if (!TextValue.Read(source, out var text))
            return false;
        value = text;
        return text.StartsWith('/')
            || source.Refuse(SettingsDiagnostics.OutOfRange(
                source.Node.Place, source.Name, $"'{text}'", "a path that begins with '/'"));
    }

    private static bool Statuses(ValueSource source, out (int Low, int High) value)
    {
        value = default;
        if (source.Node is Model.TomlIntegerNode { Number: >= 100 and <= 599 and var number })
        {
            value = ((int)number, (int)number);
            return true;
        }

        if (!TextValue.Read(source, out var text))
            return false;
        var parts = text.Split('-');
        return (parts.Length <= 2 && IsStatus(parts[0], out value.Low) && IsStatus(parts[^1], out value.High)
                && value.Low <= value.High)
            || source.Refuse(SettingsDiagnostics.Statuses(source.Node.Place, text));
    }

    private static bool IsStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
