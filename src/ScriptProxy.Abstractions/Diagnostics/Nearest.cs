namespace ScriptProxy.Diagnostics;

/// <summary>Finds what an author probably meant, for the hint "did you mean 'x'?".</summary>
public static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>
    /// The candidate that is one slip in three letters away at most, ignoring case: a letter more, less, other, or two
    /// swapped; else one that the word begins.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been meant; of equally near ones the first wins.</param>
    /// <returns>The nearest candidate; null when none is near.</returns>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length > LongestWord)
            return null;

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates.Where(candidate => candidate.Length <= LongestWord))
        {
            var slips = Slips(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (slips >= least || slips > Math.Max(1, Math.Max(word.Length, candidate.Length) / 3))
                continue;
            (nearest, least) = (candidate, slips);
        }

        return nearest ?? candidates.FirstOrDefault(candidate => Begins(word, candidate));
    }

    private static bool Begins(string word, string candidate) =>
        word.Length >= 3 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Optimal string alignment: Levenshtein's distance in which two swapped neighbours are one slip.
    private static int Slips(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                table[i, j] = i == 0 || j == 0 ? i + j : Step(table, from, to, i, j);
        }

        return table[from.Length, to.Length];
    }

    private static int Step(int[,] table, string from, string to, int i, int j)
    {
        var replaced = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var least = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
