using Microsoft.AspNetCore.Http;
using ScriptProxy;

namespace Samples.Hello;

/// <summary>Chooses the server with the fewest requests in flight for its weight; of equal ones the first.</summary>
internal static class LightestLoad
{
    public static IUpstreamServer Choose(HttpContext http, IReadOnlyList<IUpstreamServer> servers)
    {
        var best = servers[0];
        for (var i = 1; i < servers.Count; i++)
        {
            if (IsLighter(servers[i], best))
                best = servers[i];
        }

        return best;
    }

    // a/b < c/d without a division; the request to come counts as well.
    private static bool IsLighter(IUpstreamServer server, IUpstreamServer best) =>
        (server.ActiveRequests + 1L) * best.Weight < (best.ActiveRequests + 1L) * server.Weight;
}
