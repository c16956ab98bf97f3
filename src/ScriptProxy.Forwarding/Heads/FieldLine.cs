using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Forwarding.Heads;

/// <summary>Reads one field line (RFC 9112 §5), the end of which has been taken off and which has no controls.</summary>
internal static class FieldLine
{
    /// <summary>What is wrong with it; null when it is a field.</summary>
    public static string? Read(ReadOnlySpan<byte> line, out Field field)
    {
        field = default;
        if (line[0] is (byte)' ' or (byte)'\t')
            return "it has a header folded over two lines";
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
            return "it has a header line without a colon";
        if (colon == 0 || line[..colon].ContainsAnyExcept(FieldBytes.Token))
            return "it has a header whose name is none";

        var name = KnownTexts.Name(line[..colon]);
        field = new Field(name, KnownTexts.Value(line[(colon + 1)..].Trim(" \t"u8))) { Kind = KindOf(name) };
        return null;
    }

    // A known name is always the same string.
    private static FieldKind KindOf(string name)
    {
        if (ReferenceEquals(name, HeaderNames.ContentLength))
            return FieldKind.ContentLength;
        if (ReferenceEquals(name, HeaderNames.TransferEncoding))
            return FieldKind.TransferEncoding;
        return ReferenceEquals(name, HeaderNames.Connection) ? FieldKind.Connection : FieldKind.Other;
    }
}
