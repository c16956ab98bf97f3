using ScriptProxy.Configuration.Model;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>Warns of the settings that a later release will make work. Who makes one work deletes its line.</summary>
internal static class LaterSettings
{
    private static readonly LaterSetting[] All =
    [
        new("proxy.script_budget", "a lambda may run as long as it likes", IsOff),
        new("log.sample", "every request is logged", IsOne),
        new("shared.redis", "shared state stays in this process"),
    ];

    public static IEnumerable<Diagnostic> Find(TomlDocument document) =>
        All.SelectMany(setting => Find(document.Root, setting, setting.Path.Split('.'), 0));

    private static IEnumerable<Diagnostic> Find(TomlTableNode table, LaterSetting setting, string[] steps, int depth)
    {
        foreach (var entry in table.Entries.Where(entry => steps[depth] == "*" || steps[depth] == entry.Key))
        {
            if (depth < steps.Length - 1)
            {
                foreach (var found in entry.Value is TomlTableNode below ? Find(below, setting, steps, depth + 1) : [])
                    yield return found;
            }
            else if (entry.Value is not TomlFaultyNode && setting.IsSo?.Invoke(entry.Value) != true)
            {
                yield return SettingsDiagnostics.NotYet(
                    entry.Place, steps.Length == 1 ? $"[{entry.Key}]" : entry.Key, setting.Meanwhile);
            }
        }
    }

    private static bool IsOff(TomlNode node) =>
        node is TomlBooleanNode { Value: false } or TomlStringNode { Text: "off" };

    private static bool IsOne(TomlNode node) => node is TomlFloatNode { Number: 1 } or TomlIntegerNode { Number: 1 };
}
