using System.Globalization;
using System.Text.RegularExpressions;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// An HTTP message as it stands in a file of cases: lines end in CRLF, what follows the first empty line is the body.
/// <c>\r</c>, <c>\n</c> and <c>\xHH</c> are bytes, <c>{{100 x}}</c> is a hundred times x, no line at all is no byte;
/// other text is bytes in UTF-8.
/// </summary>
internal static partial class MessageText
{
    public static string Read(IReadOnlyList<string> lines)
    {
        var count = lines.Count;
        while (count > 0 && lines[count - 1].Length == 0)
            count--;
        if (count == 0)
            return "";
        var text = string.Join("\r\n", lines.Take(count));
        if (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
            text += "\r\n\r\n";
        return Repeated().Replace(Escape().Replace(BytesOf(text), Unescape), Repeat);
    }

    private static string BytesOf(string text) =>
        System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Unescape(Match match) => match.Value switch
    {
        "\\r" => "\r",
        "\\n" => "\n",
        _ =>
            ((char)byte.Parse(match.Groups["hex"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                .ToString(),
    };

    private static string Repeat(Match match) => string.Concat(Enumerable.Repeat(
        match.Groups["text"].Value, int.Parse(match.Groups["times"].ValueSpan, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\\(r|n|x(?<hex>[0-9A-F]{2}))", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\{\{(?<times>\d+) (?<text>[^}]+)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Repeated();
}
