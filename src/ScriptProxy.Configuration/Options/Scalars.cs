using System.Globalization;
using System.Net;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Options;

/// <summary>The single values that options may have.</summary>
internal static class Scalars
{
    private static readonly Type[] WholeNumbers =
    [
        typeof(int), typeof(long), typeof(short), typeof(byte), typeof(sbyte), typeof(uint), typeof(ushort),
        typeof(ulong),
    ];

    private static readonly Type[] Fractions = [typeof(double), typeof(float), typeof(decimal)];

    private static readonly Type[] Texts =
    [
        typeof(string), typeof(bool), typeof(TimeSpan), typeof(Uri), typeof(IPNetwork), typeof(IPAddress),
        typeof(FileInfo), typeof(DirectoryInfo),
    ];

    public static bool Takes(Type type) =>
        type.IsEnum || Texts.Contains(type) || WholeNumbers.Contains(type) || Fractions.Contains(type);

    public static bool TryConvert(ValueSource source, Type type, out object? value) => type switch
    {
        { IsEnum: true } => TryEnum(source, type, out value),
        _ when WholeNumbers.Contains(type) => TryWhole(source, type, out value),
        _ when Fractions.Contains(type) => TryFraction(source, type, out value),
        _ when type == typeof(bool) => Try<bool>(source, FlagValue.Read, out value),
        _ when type == typeof(TimeSpan) => Try<TimeSpan>(source, DurationValue.Read, out value),
        _ when type == typeof(IPNetwork) => Try<IPNetwork>(source, NetworkValue.Read, out value),
        _ when type == typeof(IPAddress) => TryAddress(source, out value),
        _ when type == typeof(Uri) => TryUri(source, out value),
        _ when type == typeof(FileInfo) => TryPath(source, path => new FileInfo(path), out value),
        _ when type == typeof(DirectoryInfo) => TryPath(source, path => new DirectoryInfo(path), out value),
        _ => Try<string>(source, TextValue.ReadAny, out value),
    };

    private static bool Try<T>(ValueSource source, ValueReader<T> read, out object? value)
    {
        var known = read(source, out var typed);
        value = typed;
        return known;
    }

    private static bool TryEnum(ValueSource source, Type type, out object? value)
    {
        var words = Enum.GetNames(type).Select(name => (SnakeCase.Of(name), name)).ToArray();
        value = null;
        if (!ChoiceValue.Of(words)(source, out var name))
            return false;
        value = Enum.Parse(type, name);
        return true;
    }

    private static bool TryWhole(ValueSource source, Type type, out object? value)
    {
        value = null;
        if (source.Node is not TomlIntegerNode { Number: var number })
            return source.RefuseType("a whole number");
        try
        {
            value = Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            var limits = $"from {Limit(type, "MinValue")} to {Limit(type, "MaxValue")}";
            return source.Refuse(SettingsDiagnostics.OutOfRange(source.Node.Place, source.Name, $"{number}", limits));
        }
    }

    private static object? Limit(Type type, string name) => type.GetField(name)?.GetValue(null);

    private static bool TryFraction(ValueSource source, Type type, out object? value)
    {
        value = source.Node switch
        {
            TomlFloatNode fraction => fraction.Number,
            TomlIntegerNode whole => (double)whole.Number,
            _ => null,
        };
        if (value is not double number)
            return source.RefuseType("a number");
        if (type == typeof(decimal) && !(Math.Abs(number) < (double)decimal.MaxValue))
            return source.Refuse(
                SettingsDiagnostics.OutOfRange(source.Node.Place, source.Name, $"{number}", "a decimal number"));
        value = Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TryAddress(ValueSource source, out object? value)
    {
        value = null;
        if (!TextValue.Read(source, out var text))
            return false;
        value = IPAddress.TryParse(text, out var address) ? address : null;
        return value is not null || source.Refuse(
            SettingsDiagnostics.OptionText(source.Node.Place, source.Name, text, "an address such as \"10.1.2.3\""));
    }

    // Relative to the file that says it, as every path in proxy.toml is.
    private static bool TryPath(ValueSource source, Func<string, object> make, out object? value)
    {
        value = null;
        if (!TextValue.Read(source, out var text))
            return false;
        value = make(Path.GetFullPath(text, source.Folder));
        return true;
    }

    private static bool TryUri(ValueSource source, out object? value)
    {
        value = null;
        if (!TextValue.Read(source, out var text))
            return false;
        value = Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
        return value is not null || source.Refuse(
            SettingsDiagnostics.OptionText(
                source.Node.Place, source.Name, text, "a whole url such as \"https://example.com/path\""));
    }
}
