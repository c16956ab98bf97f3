using System.Reflection;

namespace ScriptProxy.Abstractions.Tests.PublicApi;

/// <summary>Writes what type parameters ask of their arguments.</summary>
internal static class Constraints
{
    public static string Of(IEnumerable<Type> parameters) => string.Concat(parameters.Select(Of));

    private static string Of(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        List<string> parts = [.. parameter.GetGenericParameterConstraints().Select(TypeNames.Of)];
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Insert(0, "class");
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            parts.Add("new()");
        return parts.Count > 0 ? $" where {parameter.Name} : {string.Join(", ", parts)}" : "";
    }
}
