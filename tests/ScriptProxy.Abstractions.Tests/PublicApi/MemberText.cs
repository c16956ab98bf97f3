using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ScriptProxy.Abstractions.Tests.PublicApi;

/// <summary>Writes one public member as a line of C#.</summary>
internal static class MemberText
{
    private const string Getter = "get_";

    /// <summary>The line; null for members that belong to another one or that the compiler made.</summary>
    public static string? Of(MemberInfo member) => member switch
    {
        _ when IsMadeByCompiler(member) => null,
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } value =>
            $"{value.Name} = {value.GetRawConstantValue()}",
        FieldInfo { IsSpecialName: false } field =>
            $"{Static(field.IsStatic)}{TypeNames.Of(field.FieldType)} {field.Name}",
        PropertyInfo property => Property(property),
        ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
        MethodInfo method => Method(method),
        _ => null,
    };

    public static string Parameters(IEnumerable<ParameterInfo> parameters) =>
        string.Join(", ", parameters.Select(Parameter));

    private static string Property(PropertyInfo property)
    {
        var setter = property.SetMethod is { IsPublic: true } set ? (IsInit(set) ? " init;" : " set;") : "";
        return $"{Static(property.GetMethod!.IsStatic)}{TypeNames.Of(property)} {property.Name} {{ get;{setter} }}";
    }

    private static string? Method(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (IsExtensionProperty(method, parameters))
            return $"extension({Parameters(parameters)}) {TypeNames.Of(method.ReturnParameter)} "
                + $"{method.Name[Getter.Length..]} {{ get; }}";
        if (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
            return null;
        var receiver = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var head = $"{Static(method.IsStatic)}{TypeNames.Of(method.ReturnParameter)} {method.Name}{Generics(method)}";
        return $"{head}({receiver}{Parameters(parameters)}){Constraints.Of(method.GetGenericArguments())}";
    }

    // The compiler lowers a property of an extension block to a static method that no property of the class owns.
    private static bool IsExtensionProperty(MethodInfo method, ParameterInfo[] parameters) =>
        method.IsStatic && parameters.Length == 1 && method.Name.StartsWith(Getter, StringComparison.Ordinal);

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    // What a record gets by being one goes without saying.
    private static bool IsMadeByCompiler(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || (member is MethodInfo && member.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : "";
        var text = $"{prefix}{TypeNames.Of(parameter)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Literal(parameter.DefaultValue)}" : text;
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
