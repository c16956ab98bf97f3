using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ScriptProxy.Configuration.Values;

/// <summary>
/// A host of a site: an exact name, <c>*.example.com</c> or <c>*</c>, in the form in which it is compared.
/// </summary>
internal static class HostNameValue
{
    public static bool Read(ValueSource source, [MaybeNullWhen(false)] out string value)
    {
        if (!TextValue.Read(source, out value))
            return false;
        var text = value.Trim();
        var port = text.LastIndexOf(':');
        if (port > text.LastIndexOf(']') && !IPAddress.TryParse(text, out _)
            && text[(port + 1)..].All(char.IsAsciiDigit))
            return source.Refuse(SettingsDiagnostics.HostHasPort(source.Node.Place, text, text[..port]));

        value = Normalize(text);
        return value is not null || source.Refuse(SettingsDiagnostics.HostName(source.Node.Place, text));
    }

    private static string? Normalize(string text)
    {
        if (text == "*")
            return text;
        var wildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = (wildcard ? text[2..] : text).ToLowerInvariant();
        if (name.EndsWith('.'))
            name = name[..^1];
        if (ToAscii(name) is not { } ascii || !IsHost(ascii))
            return null;
        return wildcard ? $"*.{ascii}" : ascii;
    }

    private static bool IsHost(string name) => name.StartsWith('[')
        ? Uri.CheckHostName(name) == UriHostNameType.IPv6
        : name.Split('.').All(label => label.Length is > 0 and < 64 && label.All(IsLabelCharacter));

    private static bool IsLabelCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    // Clients send the ASCII form of an international name.
    private static string? ToAscii(string name)
    {
        if (name.All(char.IsAscii))
            return name;
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
