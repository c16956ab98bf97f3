using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A key of a table, its place, and its value.</summary>
public sealed record TomlEntry(string Key, SourcePlace Place, TomlNode Value);
