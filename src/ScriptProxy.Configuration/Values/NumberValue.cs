using System.Globalization;
using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary>Numbers within a range.</summary>
internal static class NumberValue
{
    public static ValueReader<int> Between(int least, int most) => (ValueSource source, out int value) =>
    {
        value = 0;
        if (source.Node is not TomlIntegerNode { Number: var number })
            return source.RefuseType(
                string.Create(CultureInfo.InvariantCulture, $"a whole number, {Range(least, most)}"));
        if (number < least || number > most)
            return Refuse(source, number, Range(least, most));
        value = (int)number;
        return true;
    };

    /// <summary>1 or more; null for 0, which stands for no limit.</summary>
    public static bool ReadLimit(ValueSource source, out long? value)
    {
        value = null;
        if (source.IsNone)
            return true;
        if (source.Node is not TomlIntegerNode { Number: var number })
            return source.RefuseType("a whole number, 0 for no limit");
        value = number;
        return number > 0 || Refuse(source, number, "0, for no limit, or more");
    }

    /// <summary>A share, 0 to 1.</summary>
    public static bool ReadShare(ValueSource source, out double value)
    {
        value = source.Node switch
        {
            TomlFloatNode fraction => fraction.Number,
            TomlIntegerNode whole => whole.Number,
            _ => -1,
        };
        if (source.Node is not (TomlFloatNode or TomlIntegerNode))
            return source.RefuseType("a number from 0 to 1");
        return value is >= 0 and <= 1 || Refuse(source, value, "from 0 to 1");
    }

    private static bool Refuse(ValueSource source, IFormattable number, string range) => source.Refuse(
        SettingsDiagnostics.OutOfRange(
            source.Node.Place, source.Name, number.ToString(null, CultureInfo.InvariantCulture), range));

    private static string Range(int least, int most) => most == int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"{least} or more")
        : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
}
