using System.Globalization;
using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>The tables of docs/security.md as test data: what a row says is what the test sends and expects.</summary>
internal static partial class SecurityTable
{
    /// <summary>The cells of each row below a heading's table, code spans and all.</summary>
    public static IReadOnlyList<string[]> Rows(string heading) =>
    [
        .. Checkout.Read("docs/security.md")
            .Split($"\n### {heading}\n", 2)[1]
            .Split("\n#", 2)[0]
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The names of the rows, which are what a test is told apart by.</summary>
    public static TheoryData<string> Names(string heading) => [.. Rows(heading).Select(row => row[0])];

    public static string[] Row(string heading, string name) => Rows(heading).Single(row => row[0] == name);

    /// <summary>What the code spans of a cell stand for, escapes resolved.</summary>
    public static IReadOnlyList<string> Code(string cell) =>
        [.. Span().Matches(cell).Select(span => Unescaped(span.Groups[1].Value))];

    /// <summary>The text behind <c>\r \n \t \0 \xHH</c> and <c>{text*count}</c>.</summary>
    public static string Unescaped(string text)
    {
        text = Repeated().Replace(text, match => string.Concat(
            Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        return Escape().Replace(text, match => match.Value[1] switch
        {
            'r' => "\r",
            'n' => "\n",
            't' => "\t",
            '0' => "\0",
            '\\' => "\\",
            _ => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        });
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\{([^{}*]+)\*(\d+)\}")]
    private static partial Regex Repeated();

    [GeneratedRegex(@"\\(?:[rnt0\\]|x[0-9a-fA-F]{2})")]
    private static partial Regex Escape();
}
