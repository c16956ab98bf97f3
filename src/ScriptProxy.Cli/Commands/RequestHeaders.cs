using System.Buffers;

namespace ScriptProxy.Cli.Commands;

/// <summary>Reads headers as they are given on a command line, <c>'Name: value'</c>.</summary>
internal static class RequestHeaders
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Name and value; null when it is none.</summary>
    public static (string Name, string Value)? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IsToken(text[..colon]) && !text.AsSpan().ContainsAny('\r', '\n', '\0')
            ? (text[..colon], text[(colon + 1)..].Trim())
            : null;
    }

    /// <summary>What methods and names of headers are made of (RFC 9110 §5.6.2).</summary>
    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);
}
