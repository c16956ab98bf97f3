using System.Text;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Model;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> in strings; <c>$${</c> stands for <c>${</c>.</summary>
internal sealed class Variables(Func<string, string?> environment, List<Diagnostic> diagnostics)
{
    public TomlNode Replace(string text, SourcePlace place)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        while (text.IndexOf("${", position, StringComparison.Ordinal) is var start && start >= 0)
        {
            if (start > position && text[start - 1] == '$')
            {
                result.Append(text, position, start - 1 - position).Append("${");
                position = start + 2;
                continue;
            }

            result.Append(text, position, start - position);
            var end = text.IndexOf('}', start);
            if (end < 0)
                return Faulty(SettingsDiagnostics.VariableNotClosed(place));
            var inner = text[(start + 2)..end];
            if (Resolve(inner) is not { } value)
                return Faulty(Mistake(inner, place));
            result.Append(value);
            position = end + 1;
        }

        return new TomlStringNode(place, result.Append(text, position, text.Length - position).ToString());
    }

    private string? Resolve(string inner)
    {
        var split = inner.IndexOf(":-", StringComparison.Ordinal);
        var name = split < 0 ? inner : inner[..split];
        if (!IsName(name))
            return null;
        var value = environment(name);

        // As in a shell, an empty variable takes the default too.
        return split >= 0 && string.IsNullOrEmpty(value) ? inner[(split + 2)..] : value;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static Diagnostic Mistake(string inner, SourcePlace place) => IsName(inner)
        ? SettingsDiagnostics.VariableMissing(place, inner)
        : SettingsDiagnostics.VariableName(place, inner);

    private TomlFaultyNode Faulty(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return new TomlFaultyNode(diagnostic.Place);
    }
}
