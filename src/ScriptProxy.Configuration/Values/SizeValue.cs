using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary>Sizes in bytes, as a number or as text with a unit.</summary>
internal static class SizeValue
{
    public static bool Read(ValueSource source, out long value)
    {
        var place = source.Node.Place;
        switch (source.Node)
        {
            case TomlIntegerNode { Number: var number }:
                value = number;
                return number > 0 || source.Refuse(
                    SettingsDiagnostics.OutOfRange(place, source.Name, $"{number}", "1 byte or more"));
            case TomlStringNode { Text: var text }:
                return (Sizes.TryParse(text, out value) && value > 0)
                    || source.Refuse(SettingsDiagnostics.Size(place, source.Name, text));
            default:
                value = 0;
                return source.RefuseType("a size, as in \"8k\" or 8192");
        }
    }

    /// <summary>A size that has to fit a 32-bit number, as headers' do.</summary>
    public static bool ReadHeaders(ValueSource source, out long value) =>
        Read(source, out value) && (value <= int.MaxValue || source.Refuse(SettingsDiagnostics.OutOfRange(
            source.Node.Place, source.Name, $"{value} bytes", "less than 2 GB")));

    /// <summary>A size, or null for 0, which stands for no limit.</summary>
    public static bool ReadLimit(ValueSource source, out long? value) => OrNone(source, Read, out value);

    /// <summary>A size of headers, or null for 0, which stands for no limit.</summary>
    public static bool ReadHeaderLimit(ValueSource source, out long? value) => OrNone(source, ReadHeaders, out value);

    private static bool OrNone(ValueSource source, ValueReader<long> read, out long? value)
    {
        value = null;
        if (source.IsNone)
            return true;
        if (!read(source, out var size))
            return false;
        value = size;
        return true;
    }
}
