namespace ScriptProxy.Configuration;

/// <summary>The system's words as part of a line of ours: on one line, without the full stop at its end.</summary>
public static class OneLine
{
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
