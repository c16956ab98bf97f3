using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>One header on its way from the client to the upstream.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Before">What the client sent; null when it did not.</param>
/// <param name="After">What the upstream gets; null when it does not.</param>
/// <param name="Place">The last call of the script that is about this header; null when there is none.</param>
public sealed record ExplainedHeader(
    string Name, HeaderChange Change, string? Before, string? After, SourcePlace? Place);
