namespace ScriptProxy.Cli.Doctor;

/// <summary>Something that an examination saw.</summary>
/// <param name="Grade">How bad it is.</param>
/// <param name="Check">Which examination it was: <c>ports</c>, <c>dns</c>, …</param>
/// <param name="Message">What is so.</param>
/// <param name="Advice">What to do about it; null when there is nothing to do.</param>
internal sealed record Finding(Grade Grade, string Check, string Message, string? Advice = null);
