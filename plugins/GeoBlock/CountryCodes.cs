using System.Collections.Frozen;

namespace ScriptProxy.GeoBlock;

/// <summary>Reads two-letter country codes, ISO 3166-1 alpha-2.</summary>
internal static class CountryCodes
{
    /// <summary>The codes as a set that ignores case.</summary>
    /// <exception cref="ArgumentException">A code is not two letters.</exception>
    public static FrozenSet<string> Parse(IReadOnlyList<string> codes) =>
        Checked(codes).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same codes.</summary>
    /// <exception cref="ArgumentException">A code is not two letters.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return codes.FirstOrDefault(code => !IsCode(code)) is { } wrong
            ? throw new ArgumentException($"'{wrong}' is not a country code, give two letters: \"CA\".")
            : codes;
    }

    private static bool IsCode(string code) =>
        code is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second);
}
