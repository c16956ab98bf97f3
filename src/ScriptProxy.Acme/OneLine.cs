namespace ScriptProxy.Acme;

/// <summary>Text of others as part of one line of ours: no control characters, not endless, no full stop at its end.</summary>
internal static class OneLine
{
    private const int Longest = 400;

    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var plain = new string([.. text.Take(Longest * 4).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        var line = string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }
}
