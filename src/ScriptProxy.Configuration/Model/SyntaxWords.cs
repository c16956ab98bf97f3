using System.Text.RegularExpressions;

namespace ScriptProxy.Configuration.Model;

/// <summary>What a message of the parser means to an operator.</summary>
/// <param name="Text">What is wrong, and what to write.</param>
/// <param name="LeavesOpen">Whether the rest of the file cannot be read.</param>
internal sealed partial record SyntaxWords(string Text, bool LeavesOpen = false)
{
    private const string Quotes = "text needs quotes, as in \"30s\"";

    public static SyntaxWords Of(string message, int column) => message switch
    {
        _ when Has(message, "Invalid newline in a string", "string literal", "multi-line string") =>
            new("a string is not closed; end it with the quote it began with", LeavesOpen: true),
        _ when Has(message, "<eof>") && !Has(message, "`=`") =>
            new("the file ends while something is open; close it with ']', '}' or a quote", LeavesOpen: true),
        _ when Has(message, "closing `]` for an array") =>
            new("the list above is not closed; end it with ']'", LeavesOpen: true),
        _ when Has(message, "parsing inline table") =>
            new(
                "an inline table is not closed or misses a comma; write { key = value, other = value }",
                LeavesOpen: true),
        _ when Has(message, "while expecting `]`", "for a base key") =>
            new(
                "the table's header is malformed; write [kind.name], with quotes around a name that has spaces",
                LeavesOpen: true),
        _ when Has(message, "while expecting `]]`") =>
            new("the header is not closed; write [[name]], or [name] for a single table", LeavesOpen: true),
        _ when Has(message, "end-of-line found while expecting a value") =>
            new("a value is missing after '='; write one, or remove the key"),
        _ when Has(message, "`\u201C`", "`\u201D`", "`\u2018`", "`\u2019`") =>
            new("typographic quotes mean nothing here; write plain ones, as in \"text\""),
        _ when Has(message, "for a value") => new($"'{Token(message)}' is not a value; {Quotes}"),
        _ when Has(message, "expecting token `newline`") && column == 1 =>
            new(
                "this line does not begin as a setting or a table; write key = value or [kind.name]",
                LeavesOpen: true),
        _ when Has(message, "expecting token `newline`") =>
            new($"'{Token(message)}' stands where the line should end; {Quotes}, and each setting its own line"),
        _ when Has(message, "Expecting `=` after a key") =>
            new("an '=' is missing after the key; write key = value"),
        _ when Has(message, "Missing a `,`") => new("a comma is missing between two items of a list; write [1, 2]"),
        _ when Has(message, "escape character") =>
            new("a backslash in a string means an escape; write '\\\\', or put the text in 'single quotes'"),
        _ when Has(message, "Unable to parse integer") => new("the number is too large; 64 bits are the limit"),
        _ when Has(message, "control character") =>
            new("a control character stands in a string; remove it, or write \\uXXXX"),
        _ => new("this is not TOML; write key = value or [kind.name]"),
    };

    private static bool Has(string message, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (message.Contains(part, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string Token(string message) => Quoted().Match(message).Groups["token"].Value;

    [GeneratedRegex("`(?<token>[^`]*)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
