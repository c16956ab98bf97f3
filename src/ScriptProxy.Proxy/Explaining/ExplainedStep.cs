using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>One thing that happens to a request on its way, or to its answer.</summary>
/// <param name="Kind">The name of the call in snake case; <c>plugin</c> for what a plugin does to every
/// request.</param>
/// <param name="Level">Who said it: <c>plugin</c>, <c>site</c> or <c>route</c>.</param>
/// <param name="Text">The call as the script has it, as far as it can be told.</param>
/// <param name="Place">Where it stands; null where that is not known.</param>
public sealed record ExplainedStep(string Kind, string Level, string Text, SourcePlace? Place)
{
    /// <summary>What it says to this request, where that is known without running it; null where it is not.</summary>
    public string? Note { get; init; }
}
