using System.Buffers;
using System.Text;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Writes what a client sent as nginx does, so that it cannot end a field or a line.</summary>
internal static class EscapedText
{
    /// <summary>Every visible ASCII character and the space, without <c>"</c> and <c>\</c>.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        Enumerable.Range(0x20, 0x7f - 0x20).Select(code => (char)code).Where(c => c is not ('"' or '\\')).ToArray());

    /// <summary>Null is written as <c>-</c>, as nginx writes a variable that has no value.</summary>
    public static void Write(IBufferWriter<byte> line, string? text)
    {
        if (text is null)
            line.Write("-"u8);
        else if (text.AsSpan().IndexOfAnyExcept(Plain) < 0)
            Encoding.UTF8.GetBytes(text, line);
        else
            WriteEscaped(line, text);
    }

    private static void WriteEscaped(IBufferWriter<byte> line, ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
                WriteByte(line, unit);
        }
    }

    private static void WriteByte(IBufferWriter<byte> line, byte unit)
    {
        var span = line.GetSpan(4);
        if (unit is >= 0x20 and < 0x7f and not ((byte)'"' or (byte)'\\'))
        {
            span[0] = unit;
            line.Advance(1);
            return;
        }

        span[0] = (byte)'\\';
        span[1] = (byte)'x';
        unit.TryFormat(span[2..], out _, "X2");
        line.Advance(4);
    }
}
