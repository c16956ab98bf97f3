using System.Buffers;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>What may be the name or the text of a header (RFC 9110 §5.1, §5.5).</summary>
internal static class HeaderNames
{
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");

    private static readonly SearchValues<string> OfTheConnection = SearchValues.Create(
        ["Connection", "Content-Length", "Transfer-Encoding"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Methods are tokens as well (RFC 9110 §9.1).</summary>
    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    public static bool IsForbidden(string name) => OfTheConnection.Contains(name);

    /// <summary>Whether the text can stand in a quoted string as it is (RFC 9110 §5.6.4).</summary>
    public static bool IsQuotable(string text) => text.All(sign => sign is >= ' ' and <= '~' and not '"' and not '\\');

    public static bool IsValue(string text) => !text.AsSpan().ContainsAny(Breaks);
}
