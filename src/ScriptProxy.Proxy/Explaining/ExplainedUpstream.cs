using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>The upstream that gets the request, and how its server is chosen.</summary>
/// <param name="Name">Its name, or the url in a script that stands for one.</param>
/// <param name="Place">Its table, or that url.</param>
/// <param name="Policy">The balancing policy; <c>route</c> for a route's own <c>Balance</c>.</param>
/// <param name="Servers">The servers, in the order of the file.</param>
public sealed record ExplainedUpstream(
    string Name, SourcePlace Place, string Policy, IReadOnlyList<ExplainedServer> Servers)
{
    /// <summary>
    /// The cookie or header that keeps a client on its server, which beats the policy; null for none.
    /// </summary>
    public string? Sticky { get; init; }
}
