namespace ScriptProxy.Observability.Status;

/// <summary>What <c>POST /reload</c> answers.</summary>
/// <param name="Succeeded">Whether the new files serve now.</param>
/// <param name="Generation">The number of the generation that serves now.</param>
/// <param name="ElapsedMs">How long it took, in milliseconds.</param>
/// <param name="Problems">All problems, warnings of a reload that succeeded included.</param>
public sealed record ReloadAnswer(
    bool Succeeded, int Generation, double ElapsedMs, IReadOnlyList<ReloadProblem> Problems);
