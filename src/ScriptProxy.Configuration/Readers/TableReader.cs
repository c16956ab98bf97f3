using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Readers;

/// <summary>
/// Reads the keys of one table. What was asked for is what the table may hold: <see cref="Finish"/> reports
/// everything else.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="title">How messages call it: <c>[listener.http]</c>.</param>
/// <param name="folder">The folder that its relative paths start from.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class TableReader(TomlTableNode table, string title, string folder, List<Diagnostic> diagnostics)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public SourcePlace Place => table.Place;

    public string Title => title;

    public IReadOnlyList<TomlEntry> Entries => table.Entries;

    public List<Diagnostic> Diagnostics => diagnostics;

    /// <summary>The value as it was written; null when it is not there or was reported as faulty.</summary>
    public TomlNode? Node(string key)
    {
        _asked.Add(key);
        return table.Find(key)?.Value is { } value and not TomlFaultyNode ? value : null;
    }

    /// <summary>Whether the key was written, however well.</summary>
    public bool Has(string key)
    {
        _asked.Add(key);
        return table.Find(key) is not null;
    }

    /// <summary>The value of a key; what stands in for it when it is not there or is wrong.</summary>
    public T Read<T>(string key, T otherwise, ValueReader<T> read) =>
        TryRead(key, read, out var value) ? value : otherwise;

    public string? Text(string key) => TryRead<string>(key, TextValue.Read, out var value) ? value : null;

    public string? FullPath(string key) => TryRead<string>(key, TextValue.ReadPath, out var value) ? value : null;

    /// <summary>A value with its place; null when it is not there or is wrong.</summary>
    public Located<T>? Located<T>(string key, ValueReader<T> read) =>
        TryRead(key, read, out var value) ? new Located<T>(value, Node(key)!.Place) : null;

    public bool TryRead<T>(string key, ValueReader<T> read, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Node(key) is { } node && read(Source(key, node), out value);
    }

    /// <summary>A table below this one; null when it is not there or is no table.</summary>
    public TableReader? Table(string key)
    {
        if (Node(key) is not { } node)
            return null;
        if (node is TomlTableNode below)
            return new TableReader(below, $"'{key}' of {title}", folder, diagnostics);
        Source(key, node).RefuseType("a table, as in { key = value }");
        return null;
    }

    public ValueSource Source(string key, TomlNode node) => new(node, key, folder, diagnostics);

    /// <summary>Reports that a key is not there, although the table means nothing without it.</summary>
    public void Require(string key, string example)
    {
        if (!Has(key))
            diagnostics.Add(SettingsDiagnostics.KeyMissing(Place, title, key, example));
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var entry in table.Entries.Where(IsUnknown))
            diagnostics.Add(SettingsDiagnostics.UnknownKey(entry.Place, entry.Key, title, _asked));
    }

    private bool IsUnknown(TomlEntry entry) => entry.Value is not TomlFaultyNode && !_asked.Contains(entry.Key);
}
