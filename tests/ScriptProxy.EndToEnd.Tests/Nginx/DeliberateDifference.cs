namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>A difference that is meant. It must exist, and be exactly this.</summary>
/// <param name="Reason">The sentence that stands for it in docs/from-nginx.md.</param>
/// <param name="Lines">What only nginx shows, behind a minus, and what only ScriptProxy shows, behind a plus.</param>
internal sealed record DeliberateDifference(string Reason, IReadOnlyList<string> Lines);
