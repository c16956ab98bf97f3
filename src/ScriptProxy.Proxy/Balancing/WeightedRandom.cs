using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>A server by chance, in proportion to the weights (nginx: <c>random</c>).</summary>
internal static class WeightedRandom
{
    public static IUpstreamServer Pick(HttpContext http, IReadOnlyList<IUpstreamServer> servers)
    {
        var total = 0;
        for (var i = 0; i < servers.Count; i++)
            total += servers[i].Weight;

        var ticket = Random.Shared.Next(total);
        for (var i = 0; i < servers.Count - 1; i++)
        {
            ticket -= servers[i].Weight;
            if (ticket < 0)
                return servers[i];
        }

        return servers[^1];
    }
}
