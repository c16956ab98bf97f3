using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Tests.Balancing;

/// <summary>Asks a balancer again and again.</summary>
internal static class Picks
{
    /// <summary>The names that it picked, in order.</summary>
    public static IReadOnlyList<string> Of(Balancer balancer, int times, params IUpstreamServer[] servers) =>
        [.. Enumerable.Range(0, times).Select(_ => balancer(new DefaultHttpContext(), servers)!.Name)];

    /// <summary>How often it picked each.</summary>
    public static Dictionary<string, int> Count(Balancer balancer, int times, params IUpstreamServer[] servers) =>
        Of(balancer, times, servers).CountBy(name => name).ToDictionary();
}
