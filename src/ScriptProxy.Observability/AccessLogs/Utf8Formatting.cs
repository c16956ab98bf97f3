using System.Buffers;
using System.Globalization;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Formats values straight into the buffer of a line.</summary>
internal static class Utf8Formatting
{
    /// <summary>More than any number, date or address takes.</summary>
    private const int Longest = 96;

    public static void WriteFormatted<T>(this IBufferWriter<byte> line, T value, string? format = null)
        where T : IUtf8SpanFormattable
    {
        if (!value.TryFormat(line.GetSpan(Longest), out var written, format, CultureInfo.InvariantCulture))
            throw new ArgumentException($"'{value}' takes more than {Longest} bytes.", nameof(value));
        line.Advance(written);
    }
}
