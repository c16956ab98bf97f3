using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>A table, however it was written: under a header, inline, or by dotted keys.</summary>
/// <param name="Place">The name in the header, the brace, or the first dotted key.</param>
/// <param name="Entries">What it holds, in the order of the file.</param>
public sealed record TomlTableNode(SourcePlace Place, IReadOnlyList<TomlEntry> Entries) : TomlNode(Place)
{
    public override string Kind => "a table";

    /// <summary>The entry with that key; null when there is none.</summary>
    public TomlEntry? Find(string key) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal));
}
