using System.Reflection;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Readers;
using ScriptProxy.Configuration.Values;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Options;

/// <summary>Fills classes, lists and dictionaries of a plugin's options from TOML.</summary>
internal sealed class OptionConverter(string plugin, string folder, List<Diagnostic> diagnostics)
{
    /// <summary>An instance with what the table says; null when none could be made.</summary>
    public object? Object(TomlTableNode node, string title, Type type)
    {
        if (Make(node, type) is not { } instance)
            return null;
        var table = new TableReader(node, title, folder, diagnostics);
        foreach (var property in Settable(type))
        {
            var key = SnakeCase.Of(property.Name);
            if (table.Node(key) is not { } value)
                continue;
            var source = table.Source(key, value);
            if (TryConvert(source, property.PropertyType, out var converted))
                Set(property, instance, converted, source);
        }

        table.Finish();
        return instance;
    }

    private bool TryConvert(ValueSource source, Type type, out object? value)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalars.Takes(wanted))
            return Scalars.TryConvert(source, wanted, out value);
        if (Collections.ValueOf(wanted) is { } valueType)
            return TryDictionary(source, wanted, valueType, out value);
        if (Collections.ItemOf(wanted) is { } itemType)
            return TryList(source, wanted, itemType, out value);
        if (wanted is { IsClass: true, IsAbstract: false } && wanted != typeof(object))
            return TryObject(source, wanted, out value);

        value = null;
        return source.Refuse(SettingsDiagnostics.OptionType(source.Node.Place, plugin, source.Name, wanted.Name));
    }

    private bool TryObject(ValueSource source, Type type, out object? value)
    {
        value = null;
        if (source.Node is not TomlTableNode node)
            return source.RefuseType("a table, as in { key = value }");
        value = Object(node, $"'{source.Name}' of [plugin.{plugin}]", type);
        return value is not null;
    }

    private bool TryList(ValueSource source, Type type, Type itemType, out object? value)
    {
        value = null;
        if (source.Node is not TomlArrayNode { Items: var items })
            return source.RefuseType("a list, as in [1, 2]");
        List<object?> converted = [];
        foreach (var item in items)
        {
            if (TryConvert(source.Item(item), itemType, out var one))
                converted.Add(one);
        }

        value = Collections.MakeList(type, itemType, converted);
        return true;
    }

    private bool TryDictionary(ValueSource source, Type type, Type valueType, out object? value)
    {
        value = null;
        if (source.Node is not TomlTableNode node)
            return source.RefuseType("a table, as in { key = value }");
        var dictionary = Collections.MakeDictionary(valueType);
        foreach (var entry in node.Entries)
        {
            var item = source with { Node = entry.Value, Name = entry.Key };
            if (TryConvert(item, valueType, out var one))
                dictionary[entry.Key] = one;
        }

        value = dictionary;
        return true;
    }

    private object? Make(TomlTableNode node, Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            diagnostics.Add(
                SettingsDiagnostics.OptionsNotMade(node.Place, plugin, type.Name, "it has no such constructor"));
            return null;
        }

        try
        {
            return constructor.Invoke(null);
        }
        catch (TargetInvocationException thrown)
        {
            diagnostics.Add(SettingsDiagnostics.OptionsNotMade(node.Place, plugin, type.Name, Reason(thrown)));
            return null;
        }
    }

    private void Set(PropertyInfo property, object instance, object? value, ValueSource source)
    {
        try
        {
            property.SetValue(instance, value);
        }
        catch (TargetInvocationException thrown)
        {
            source.Refuse(SettingsDiagnostics.OptionRefused(source.Node.Place, plugin, source.Name, Reason(thrown)));
        }
    }

    private static string Reason(TargetInvocationException thrown) => (thrown.InnerException ?? thrown).Message;

    private static IEnumerable<PropertyInfo> Settable(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
}
