using System.Text.RegularExpressions;
using ScriptProxy.Diagnostics;
using Tomlyn.Syntax;

namespace ScriptProxy.Configuration.Model;

/// <summary>
/// The parser's complaints about a file, less those that only follow from an earlier one, in an operator's words.
/// </summary>
internal sealed partial class SyntaxMistakes
{
    private readonly HashSet<int> _lines = [];
    private readonly List<string> _twice = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public SyntaxMistakes(string file, DiagnosticsBag messages)
    {
        foreach (var message in messages.OrderBy(HasNoPlace).ThenBy(message => message.Span.Start.Offset))
        {
            var place = new SourcePlace(file, message.Span.Start.Line + 1, message.Span.Start.Column + 1);
            if (Duplicate().Match(message.Message) is { Success: true } twice)
                AddDuplicate(place, twice);
            else if (!Unreadable)
                AddSyntax(place, message.Message);
        }
    }

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>The lines whose values cannot be relied on.</summary>
    public IReadOnlySet<int> Lines => _lines;

    /// <summary>Whether something was left open, so that what follows it means nothing.</summary>
    public bool Unreadable { get; private set; }

    // What is missing at the end of the file is reported at its beginning.
    private static bool HasNoPlace(DiagnosticMessage message) =>
        message.Span.Start.Offset == 0 && message.Message.Contains("<eof>", StringComparison.Ordinal);

    private void AddDuplicate(SourcePlace place, Match twice)
    {
        // Everything in a table that stands there twice is there twice.
        var key = twice.Groups["key"].Value;
        if (_twice.Exists(outer => key.StartsWith($"{outer}.", StringComparison.Ordinal)))
            return;
        _twice.Add(key);
        _diagnostics.Add(SettingsDiagnostics.SetTwice(place, key, $"line {twice.Groups["line"].Value}"));
    }

    private void AddSyntax(SourcePlace place, string message)
    {
        // The rest of a faulty line, and its end, are complained about again.
        var follows = place.Column == 1 && _lines.Contains(place.Line - 1);
        if (!_lines.Add(place.Line) || follows)
            return;
        var words = SyntaxWords.Of(message, place.Column);
        Unreadable = words.LeavesOpen;
        _diagnostics.Add(SettingsDiagnostics.Syntax(place, words.Text));
    }

    [GeneratedRegex(@"^The key `(?<key>[^`]*)` is already defined at \((?<line>\d+),", RegexOptions.ExplicitCapture)]
    private static partial Regex Duplicate();
}
