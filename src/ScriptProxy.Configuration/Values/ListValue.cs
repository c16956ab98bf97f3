using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Configuration.Values;

/// <summary>Lists of values of one kind. A faulty item is reported and left out, and the others stay.</summary>
internal static class ListValue
{
    public static ValueReader<IReadOnlyList<T>> Of<T>(ValueReader<T> read) =>
        (ValueSource source, [MaybeNullWhen(false)] out IReadOnlyList<T> value) =>
        {
            value = null;
            if (source.Node is not TomlArrayNode { Items: var items })
                return source.RefuseType("a list, as in [\"one\", \"two\"]");
            List<T> values = [];
            foreach (var item in items)
            {
                if (read(source.Item(item), out var one))
                    values.Add(one);
            }

            value = values;
            return true;
        };

    /// <summary>A list whose items remember their places.</summary>
    public static ValueReader<IReadOnlyList<Located<T>>> OfLocated<T>(ValueReader<T> read) => Of(Located(read));

    /// <summary>A value that remembers its place.</summary>
    public static ValueReader<Located<T>> Located<T>(ValueReader<T> read) =>
        (ValueSource source, out Located<T> value) =>
    {
        value = default;
        if (!read(source, out var one))
            return false;
        value = new Located<T>(one, source.Node.Place);
        return true;
    };
}
