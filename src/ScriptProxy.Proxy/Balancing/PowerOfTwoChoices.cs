using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// Of two servers taken by chance, the less busy one for its weight (nginx: <c>random two least_conn</c>).
/// </summary>
internal static class PowerOfTwoChoices
{
    public static IUpstreamServer Pick(HttpContext http, IReadOnlyList<IUpstreamServer> servers)
    {
        if (servers.Count == 1)
            return servers[0];
        var first = Random.Shared.Next(servers.Count);
        var second = Random.Shared.Next(servers.Count - 1);
        if (second >= first)
            second++;

        var (one, other) = (servers[first], servers[second]);
        return (long)one.ActiveRequests * other.Weight <= (long)other.ActiveRequests * one.Weight ? one : other;
    }
}
