using System.Globalization;

namespace ScriptProxy.Observability.ConsoleLines;

/// <summary>Writes text that may come from a client so that it can neither end the line nor steer a terminal.</summary>
internal static class OneLine
{
    public static void Write(TextWriter writer, ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var plain = 0;
            while (plain < text.Length && !MustEscape(text[plain]))
                plain++;
            writer.Write(text[..plain]);
            if (plain == text.Length)
                return;
            WriteEscaped(writer, text[plain]);
            text = text[(plain + 1)..];
        }
    }

    // Format characters are among them because a bidirectional override makes a line read as what it is not.
    private static bool MustEscape(char c) =>
        c is < ' ' or >= '\x7f'
        && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void WriteEscaped(TextWriter writer, char c)
    {
        switch (c)
        {
            case '\n':
                writer.Write(@"\n");
                break;
            case '\r':
                writer.Write(@"\r");
                break;
            case '\t':
                writer.Write(@"\t");
                break;
            default:
                writer.Write(@"\u");
                writer.Write(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
        }
    }
}
