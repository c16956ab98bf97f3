using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server;

/// <summary>What came of reading the files: a generation that serves now, or the reasons why not.</summary>
/// <param name="Diagnostics">All problems, sorted by place; warnings also when it succeeded.</param>
/// <param name="Summary">The generation that took over; null when the files were refused.</param>
public sealed record LoadReport(IReadOnlyList<Diagnostic> Diagnostics, GenerationSummary? Summary)
{
    public bool Succeeded => Summary is not null;
}
