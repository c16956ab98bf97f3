using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>
/// A table that is still being filled: headers and dotted keys may come back to it from anywhere in the file.
/// </summary>
internal sealed class TableDraft(SourcePlace place)
{
    private readonly List<(string Key, SourcePlace Place, object Value)> _entries = [];

    /// <summary>Sets a value. The first of two stays: the parser has reported the second.</summary>
    public void Set(string key, SourcePlace keyPlace, TomlNode value)
    {
        if (Find(key) is null)
            _entries.Add((key, keyPlace, value));
    }

    /// <summary>The table below a key, made when it is not there; of <c>[[key]]</c> the last one.</summary>
    public TableDraft Below(string key, SourcePlace keyPlace)
    {
        switch (Find(key))
        {
            case TableDraft table:
                return table;
            case List<TableDraft> tables:
                return tables[^1];
        }

        var made = new TableDraft(keyPlace);
        if (Find(key) is null)
            _entries.Add((key, keyPlace, made));
        return made;
    }

    /// <summary>One more table of <c>[[key]]</c>.</summary>
    public TableDraft Append(string key, SourcePlace keyPlace)
    {
        var made = new TableDraft(keyPlace);
        if (Find(key) is List<TableDraft> tables)
            tables.Add(made);
        else if (Find(key) is null)
            _entries.Add((key, keyPlace, new List<TableDraft> { made }));
        return made;
    }

    public TomlTableNode Finish() =>
        new(place, [.. _entries.Select(entry =>
            new TomlEntry(entry.Key, entry.Place, Finish(entry.Place, entry.Value)))]);

    private static TomlNode Finish(SourcePlace place, object value) => value switch
    {
        TableDraft table => table.Finish(),
        List<TableDraft> tables => new TomlArrayNode(place, [.. tables.Select(table => table.Finish())]),
        _ => (TomlNode)value,
    };

    private object? Find(string key) =>
        _entries.Find(entry => string.Equals(entry.Key, key, StringComparison.Ordinal)).Value;
}
