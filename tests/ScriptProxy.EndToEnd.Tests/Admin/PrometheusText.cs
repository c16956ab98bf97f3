using System.Globalization;
using System.Text.RegularExpressions;

namespace ScriptProxy.EndToEnd.Tests.Admin;

/// <summary>
/// A strict parser of Prometheus' text format 0.0.4: every family has HELP and TYPE once and its samples below.
/// </summary>
internal sealed partial class PrometheusText
{
    private static readonly string[] Types = ["counter", "gauge", "histogram"];

    private readonly Dictionary<string, double> _samples = [];
    private readonly HashSet<string> _families = [];
    private string _helped = "";
    private (string Name, string Type) _family;

    public IEnumerable<string> Labels => _samples.Keys;

    public static PrometheusText Parse(string text)
    {
        Assert.EndsWith("\n", text);
        var parsed = new PrometheusText();
        foreach (var line in text[..^1].Split('\n'))
            parsed.Read(line);
        parsed.CheckHistograms();
        return parsed;
    }

    public double Value(string name, params (string Name, string Value)[] labels)
    {
        var key = Key(name, labels);
        return _samples.TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(
            $"{key} is not among:\n{string.Join('\n', _samples.Keys)}");
    }

    public double ValueOrZero(string name, params (string Name, string Value)[] labels) =>
        _samples.GetValueOrDefault(Key(name, labels));

    public int Count(string name) => _samples.Keys.Count(key => key.StartsWith(name + "{", StringComparison.Ordinal));

    private void Read(string line)
    {
        if (Help().Match(line) is { Success: true } help)
            _helped = help.Groups[1].Value;
        else if (Type().Match(line) is { Success: true } type)
            Begin(type.Groups[1].Value, type.Groups[2].Value);
        else
            Add(line);
    }

    private void Begin(string name, string type)
    {
        Assert.Equal(_helped, name);
        Assert.Contains(type, Types);
        Assert.True(_families.Add(name), $"{name} stands twice");
        Assert.Equal(type == "counter", name.EndsWith("_total", StringComparison.Ordinal));
        _family = (name, type);
    }

    private void Add(string line)
    {
        var match = Sample().Match(line);
        Assert.True(match.Success, $"no sample: {line}");
        var name = match.Groups["name"].Value;
        string[] suffixes = _family.Type == "histogram" ? ["_bucket", "_sum", "_count"] : [""];
        Assert.Contains(name, suffixes.Select(suffix => _family.Name + suffix));
        var labels = match.Groups["label"].Captures.Zip(
            match.Groups["value"].Captures, (one, two) => (one.Value, two.Value));
        var value = double.Parse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(_samples.TryAdd(Key(name, [.. labels]), value), $"{line} stands twice");
    }

    // Buckets are cumulative, and the last one is the count.
    private void CheckHistograms()
    {
        foreach (var buckets in _samples.Where(sample => sample.Key.Contains("_bucket{", StringComparison.Ordinal))
            .GroupBy(sample => Bound().Replace(sample.Key, "")))
        {
            var counts = buckets.Select(bucket => bucket.Value).ToList();
            Assert.Equal(counts.Order(), counts);
            Assert.Contains("le=\"+Inf\"", buckets.Last().Key);
            Assert.Equal(counts[^1], _samples[buckets.Key.Replace("_bucket{", "_count{", StringComparison.Ordinal)]);
        }
    }

    private static string Key(string name, (string Name, string Value)[] labels) =>
        labels.Length == 0
            ? name
            : $"{name}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) [^\\]+$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) ([a-z]+)$")]
    private static partial Regex Type();

    [GeneratedRegex(@",le=""[^""]*""")]
    private static partial Regex Bound();

    [GeneratedRegex(
        @"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\\n]|\\[\\""n])*)""(,(?!\})|(?=\})))+\})? (?<number>[-+]?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[+-]Inf)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();
}
