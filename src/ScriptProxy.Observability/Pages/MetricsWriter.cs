using System.Globalization;
using System.Text;

namespace ScriptProxy.Observability.Pages;

/// <summary>Writes Prometheus' text format 0.0.4: families with HELP and TYPE, then their samples.</summary>
internal sealed class MetricsWriter
{
    private readonly StringBuilder _text = new();
    private string _family = "";

    public override string ToString() => _text.ToString();

    /// <summary>Begins a family; the samples that follow belong to it.</summary>
    public MetricsWriter Family(string name, string type, string help)
    {
        _family = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>A sample of the family.</summary>
    public MetricsWriter Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Sample("", value, labels);

    /// <summary>A sample whose name is the family's with a suffix, as histograms have them.</summary>
    public MetricsWriter Sample(string suffix, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(_family).Append(suffix);
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"");
            Escape(labels[i].Value);
            _text.Append('"');
        }

        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture))
            .Append('\n');
        return this;
    }

    private void Escape(string value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => _text.Append(@"\\"),
                '"' => _text.Append("\\\""),
                '\n' => _text.Append("\\n"),
                _ => _text.Append(letter),
            };
        }
    }
}
