using System.Reflection;
using System.Text;

namespace ScriptProxy.Abstractions.Tests.PublicApi;

/// <summary>Writes what an assembly shows to others, sorted, a line for each member.</summary>
internal static class AssemblyText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(IsWritten).OrderBy(
            type => type.FullName, StringComparer.Ordinal))
            Append(text, type);
        return text.ToString();
    }

    private static bool IsWritten(Type type) => !type.FullName!.Contains('<', StringComparison.Ordinal);

    private static void Append(StringBuilder text, Type type)
    {
        if (text.Length > 0)
            text.Append('\n');
        text.Append(Head(type)).Append('\n');
        if (IsDelegate(type))
            return;
        foreach (var line in type.GetMembers(Declared).Select(MemberText.Of).OfType<string>().Order(
            StringComparer.Ordinal))
            text.Append("    ").Append(line).Append('\n');
    }

    private static string Head(Type type)
    {
        var name = $"{type.Namespace}.{TypeNames.Of(type)}";
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeNames.Of(invoke.ReturnParameter)} "
                + $"{name}({MemberText.Parameters(invoke.GetParameters())})";
        }

        var bases = type.GetInterfaces().Where(IsWritten).Select(TypeNames.Of).Order(StringComparer.Ordinal).ToList();
        var after = bases.Count > 0 && !type.IsEnum ? $" : {string.Join(", ", bases)}" : "";
        return $"{Kind(type)} {name}{after}{Constraints.Of(type.GetGenericArguments())}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => IsRecord(type) ? "sealed record" : "sealed class",
        _ => IsRecord(type) ? "record" : "class",
    };

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(MulticastDelegate));
}
