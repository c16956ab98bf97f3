using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>A table <c>[plugin.NAME]</c>, kept as it was read until the plugin's options type is known.</summary>
public sealed record PluginSettings
{
    public required string Name { get; init; }
    public required SourcePlace Place { get; init; }
    public required Model.TomlTableNode Table { get; init; }
}
