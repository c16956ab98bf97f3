using System.Buffers;

namespace ScriptProxy.Forwarding.Heads;

/// <summary>Which bytes may stand where in a head (RFC 9110 §5.5, §5.6.2).</summary>
internal static class FieldBytes
{
    private const string TokenChars =
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>What a name is made of.</summary>
    public static SearchValues<byte> Token { get; } = SearchValues.Create([.. TokenChars.Select(letter => (byte)letter)]);

    /// <summary>Controls but the tab: in a line only its end may have some.</summary>
    public static SearchValues<byte> Controls { get; } =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (byte)code), 0x7f]);
}
