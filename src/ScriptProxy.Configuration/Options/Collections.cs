using System.Collections;

namespace ScriptProxy.Configuration.Options;

/// <summary>The lists and dictionaries that options may have.</summary>
internal static class Collections
{
    private static readonly Type[] Lists =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>),
        typeof(IReadOnlyCollection<>),
    ];

    private static readonly Type[] Sets = [typeof(HashSet<>), typeof(ISet<>), typeof(IReadOnlySet<>)];

    private static readonly Type[] Dictionaries =
        [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>What a list type holds; null when it is none.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type.IsSZArray)
            return type.GetElementType();
        return Is(type, Lists) || Is(type, Sets) ? type.GetGenericArguments()[0] : null;
    }

    /// <summary>What a dictionary with text for keys holds; null when it is none.</summary>
    public static Type? ValueOf(Type type) =>
        Is(type, Dictionaries) && type.GetGenericArguments() is [var key, var value] && key == typeof(string)
            ? value
            : null;

    public static object MakeList(Type type, Type itemType, List<object?> items)
    {
        var array = Array.CreateInstance(itemType, items.Count);
        for (var i = 0; i < items.Count; i++)
            array.SetValue(items[i], i);
        if (type.IsSZArray)
            return array;
        var made = Is(type, Sets) ? typeof(HashSet<>) : typeof(List<>);
        return Activator.CreateInstance(made.MakeGenericType(itemType), array)!;
    }

    public static IDictionary MakeDictionary(Type valueType) =>
        (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType))!;

    private static bool Is(Type type, Type[] definitions) =>
        type.IsGenericType && definitions.Contains(type.GetGenericTypeDefinition());
}
