using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Server.Explaining;

namespace ScriptProxy.Server;

/// <summary>What came of explaining a request.</summary>
/// <param name="Diagnostics">All problems of the files, sorted by place.</param>
/// <param name="Listener">The listener that it would come in on; null for none.</param>
/// <param name="Explanation">What would become of it; null when the files are refused.</param>
public sealed record ExplainReport(
    IReadOnlyList<Diagnostic> Diagnostics, ExplainedListener? Listener, Explanation? Explanation);
