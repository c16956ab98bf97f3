using System.Text;

namespace ScriptProxy.Cli.Output;

/// <summary>
/// Lines of a label, two texts and a place, aligned for the eye; what belongs to one section shares its columns.
/// </summary>
internal sealed class TextTable
{
    private const int LabelWidth = 10;

    private readonly List<(int Section, string Label, string First, string Second, string Place)> _rows = [];
    private int _section;

    /// <summary>Begins a section: its columns are as wide as its own texts want.</summary>
    public void Begin() => _section++;

    public void Add(string label, string first, string second = "", string place = "") =>
        _rows.Add((_section, label, first, second, place));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var section in _rows.GroupBy(row => row.Section))
        {
            var first = section.Max(row => row.Second.Length > 0 || row.Place.Length > 0 ? row.First.Length : 0);
            var second = section.Max(row => row.Place.Length > 0 ? row.Second.Length : 0);
            foreach (var row in section)
                text.Append(Line(row, first, second)).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Line(
        (int Section, string Label, string First, string Second, string Place) row, int first, int second)
    {
        var line = $"{row.Label.PadRight(LabelWidth)}{row.First.PadRight(first)}";
        if (second > 0 || row.Second.Length > 0)
            line += $"  {row.Second.PadRight(second)}";
        if (row.Place.Length > 0)
            line += $"  {row.Place}";
        return line.TrimEnd();
    }
}
