using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>A value and where its author wrote it.</summary>
public readonly record struct Located<T>(T Value, SourcePlace Place);
