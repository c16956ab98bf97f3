using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>What <see cref="SettingsReader"/> made of the files.</summary>
/// <param name="Settings">The settings; where something was wrong, its default stands.</param>
/// <param name="Diagnostics">All that was wrong, by file and line.</param>
public sealed record SettingsResult(ProxySettings Settings, IReadOnlyList<Diagnostic> Diagnostics);
