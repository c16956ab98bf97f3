using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>The site that a request belongs to.</summary>
/// <param name="Name">The name of its table.</param>
/// <param name="Host">Which of its hosts matched.</param>
/// <param name="Place">The place of that host, or of the table when it names none.</param>
public sealed record ExplainedSite(string Name, string Host, SourcePlace Place);
