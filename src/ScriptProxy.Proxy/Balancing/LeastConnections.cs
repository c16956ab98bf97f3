using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// The server with the fewest requests in flight for its weight; those that tie take turns by weight (nginx:
/// <c>least_conn</c>).
/// </summary>
internal sealed class LeastConnections
{
    private const int LargestOnStack = 128;

    private readonly RoundRobin _turns = new();

    public IUpstreamServer Pick(HttpContext http, IReadOnlyList<IUpstreamServer> servers)
    {
        var onStack = servers.Count <= LargestOnStack;
        var ties = onStack ? stackalloc bool[servers.Count] : new bool[servers.Count];
        var count = 0;
        var best = servers[0];
        var bestActive = long.MaxValue;
        for (var i = 0; i < servers.Count; i++)
        {
            var server = servers[i];
            var active = (long)server.ActiveRequests;

            // active / weight, compared without division.
            var difference = i == 0 ? -1 : (active * best.Weight).CompareTo(bestActive * server.Weight);
            if (difference > 0)
                continue;
            if (difference < 0)
            {
                ties.Clear();
                count = 0;
                best = server;
                bestActive = active;
            }

            ties[i] = true;
            count++;
        }

        return count == 1 ? best : _turns.PickAmong(servers, ties);
    }
}
