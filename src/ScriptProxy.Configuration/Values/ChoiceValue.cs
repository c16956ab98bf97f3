using System.Diagnostics.CodeAnalysis;
using ScriptProxy.Configuration.Model;

namespace ScriptProxy.Configuration.Values;

/// <summary>One of a few words, each with its meaning.</summary>
internal static class ChoiceValue
{
    public static ValueReader<T> Of<T>(params (string Word, T Meaning)[] choices)
        where T : notnull
    {
        return (ValueSource source, [MaybeNullWhen(false)] out T value) =>
        {
            value = default;
            var words = choices.Select(choice => choice.Word);
            if (Word(source) is not { } word)
                return source.RefuseType($"one of {string.Join(", ", words)}");
            var index = Array.FindIndex(choices, choice => string.Equals(choice.Word, word, StringComparison.Ordinal));
            if (index < 0)
                return source.Refuse(SettingsDiagnostics.UnknownChoice(source.Node.Place, source.Name, word, words));
            value = choices[index].Meaning;
            return true;
        };
    }

    /// <summary>Words that mean themselves.</summary>
    public static ValueReader<string> Of(params string[] words) => Of([.. words.Select(word => (word, word))]);

    private static string? Word(ValueSource source) => source.IsOff ? "off" : (source.Node as TomlStringNode)?.Text;
}
