using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>A route that did not take the request.</summary>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Place">Its <c>Map</c> call.</param>
/// <param name="Cause">What it lost by.</param>
/// <param name="Reason">The same in words.</param>
public sealed record NearMiss(string Pattern, SourcePlace Place, MissCause Cause, string Reason);
