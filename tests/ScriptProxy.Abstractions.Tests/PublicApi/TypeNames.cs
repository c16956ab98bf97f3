using System.Reflection;

namespace ScriptProxy.Abstractions.Tests.PublicApi;

/// <summary>Writes types as C# does, with their nullability.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
    };

    public static string Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static string Of(Type type) => Of(type, arguments: null);

    private static string Of(NullabilityInfo type)
    {
        var nullable = !type.Type.IsValueType && type.ReadState == NullabilityState.Nullable;
        var arguments = type.Type.IsArray ? [Of(type.ElementType!)] : Array.ConvertAll(type.GenericTypeArguments, Of);
        return Of(type.Type, arguments) + (nullable ? "?" : "");
    }

    private static string Of(Type type, string[]? arguments)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return (arguments is [var element] ? element : Of(type.GetElementType()!)) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        arguments ??= Array.ConvertAll(type.GetGenericArguments(), Of);
        return type.GetGenericTypeDefinition() == typeof(Nullable<>)
            ? arguments[0] + "?"
            : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}
