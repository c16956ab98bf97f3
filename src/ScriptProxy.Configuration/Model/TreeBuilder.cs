using ScriptProxy.Diagnostics;
using Tomlyn.Syntax;

namespace ScriptProxy.Configuration.Model;

/// <summary>Turns the parser's syntax into located tables and values.</summary>
internal sealed class TreeBuilder(string file, IReadOnlySet<int> faultyLines, Variables variables)
{
    public TomlDocument Build(DocumentSyntax document)
    {
        var root = new TableDraft(new SourcePlace(file));
        foreach (var pair in document.KeyValues)
            Add(root, pair);
        foreach (var table in document.Tables)
            AddTable(root, table);
        return new TomlDocument(file, root.Finish(), Complete: faultyLines.Count == 0);
    }

    private void AddTable(TableDraft root, TableSyntaxBase table)
    {
        if (table.Name is null)
            return;
        var steps = Steps(table.Name);
        var parent = Descend(root, steps);
        var (key, place) = steps[^1];
        var draft = table is TableArraySyntax ? parent.Append(key, place) : parent.Below(key, place);
        foreach (var pair in table.Items)
            Add(draft, pair);
    }

    private void Add(TableDraft table, KeyValueSyntax pair)
    {
        if (pair.Key is null)
            return;
        var steps = Steps(pair.Key);
        var (key, place) = steps[^1];
        Descend(table, steps).Set(key, place, Value(pair.Value, place));
    }

    private static TableDraft Descend(TableDraft table, List<(string Key, SourcePlace Place)> steps)
    {
        foreach (var (key, place) in steps.Take(steps.Count - 1))
            table = table.Below(key, place);
        return table;
    }

    private List<(string Key, SourcePlace Place)> Steps(KeySyntax key)
    {
        List<(string, SourcePlace)> steps = [(Text(key.Key), PlaceOf(key))];
        foreach (var item in key.DotKeys)
            steps.Add((Text(item.Key), PlaceOf(item.Key!)));
        return steps;
    }

    private static string Text(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax text => text.Value ?? "",
        _ => "",
    };

    private TomlNode Value(ValueSyntax? value, SourcePlace keyPlace)
    {
        if (value is null || faultyLines.Contains(keyPlace.Line))
            return new TomlFaultyNode(keyPlace);

        var place = PlaceOf(value);
        return value switch
        {
            StringValueSyntax text => variables.Replace(text.Value ?? "", place),
            IntegerValueSyntax number => new TomlIntegerNode(place, number.Value),
            FloatValueSyntax number => new TomlFloatNode(place, number.Value),
            BooleanValueSyntax flag => new TomlBooleanNode(place, flag.Value),
            ArraySyntax list =>
                new TomlArrayNode(place, [.. list.Items.Select(item => Value(item.Value, PlaceOf(item)))]),
            InlineTableSyntax table => Inline(table, place),
            _ => new TomlDateNode(place),
        };
    }

    private TomlTableNode Inline(InlineTableSyntax table, SourcePlace place)
    {
        var draft = new TableDraft(place);
        foreach (var item in table.Items)
        {
            if (item.KeyValue is { } pair)
                Add(draft, pair);
        }

        return draft.Finish();
    }

    private SourcePlace PlaceOf(SyntaxNode node) =>
        new(file, node.Span.Start.Line + 1, node.Span.Start.Column + 1);
}
