using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>An answer of the proxy's own.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers, by name.</param>
/// <param name="Place">The call or setting that answers; null when the proxy does by itself.</param>
public sealed record ExplainedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, SourcePlace? Place);
