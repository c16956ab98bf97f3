using System.Buffers;

namespace ScriptProxy.Configuration.Values;

/// <summary>
/// What of a request is looked at: <c>cookie:NAME</c>, <c>header:NAME</c> and, for hashing, a few words.
/// </summary>
internal static class KeyedValue
{
    // RFC 9110 §5.6.2: what header names are made of, and cookie names too.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool ReadSticky(ValueSource source, out string? value)
    {
        value = null;
        if (source.IsOff)
            return true;
        return TextValue.Read(source, out value)
            && (IsKeyed(value) || source.Refuse(SettingsDiagnostics.Sticky(source.Node.Place, value)));
    }

    public static bool ReadHashKey(ValueSource source, out string value)
    {
        value = "";
        if (!TextValue.Read(source, out var text))
            return false;
        value = text;
        return text is "path" or "uri" or "host" or "ip" || IsKeyed(text)
            || source.Refuse(SettingsDiagnostics.HashKey(source.Node.Place, text));
    }

    private static bool IsKeyed(string text) =>
        (text.StartsWith("cookie:", StringComparison.Ordinal) || text.StartsWith("header:", StringComparison.Ordinal))
        && text.Length > "cookie:".Length
        && text.AsSpan("cookie:".Length).IndexOfAnyExcept(TokenCharacters) < 0;
}
