namespace ScriptProxy.PluginHosting;

/// <summary>Foreign text as one line of ours, without the full stop at its end.</summary>
internal static class OneLine
{
    public static string Of(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
