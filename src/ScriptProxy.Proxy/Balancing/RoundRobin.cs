using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// Smooth weighted round robin, as nginx does it: each pick raises every server by its weight, takes the highest and
/// lowers it by the total, so that weights 3, 2, 1 give exactly 3:2:1 in every six without bursts.
/// </summary>
internal sealed class RoundRobin
{
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<IUpstreamServer, Standing> _standings = [];
    private int _turn = -1;

    public IUpstreamServer Pick(HttpContext http, IReadOnlyList<IUpstreamServer> servers)
    {
        if (servers.Count == 1)
            return servers[0];
        if (HaveEqualWeights(servers))
            return servers[(int)((uint)Interlocked.Increment(ref _turn) % (uint)servers.Count)];

        return PickAmong(servers, []);
    }

    /// <summary>The next in turn of the servers whose places are marked; no marks stand for all of them.</summary>
    public IUpstreamServer PickAmong(IReadOnlyList<IUpstreamServer> servers, ReadOnlySpan<bool> marked)
    {
        // Some dozen additions: shorter than any lock-free way to change several counters as one.
        lock (_gate)
            return PickByWeight(servers, marked);
    }

    private IUpstreamServer PickByWeight(IReadOnlyList<IUpstreamServer> servers, ReadOnlySpan<bool> marked)
    {
        var total = 0;
        Standing? best = null;
        var winner = servers[0];
        for (var i = 0; i < servers.Count; i++)
        {
            if (!marked.IsEmpty && !marked[i])
                continue;
            var standing = _standings.GetOrCreateValue(servers[i]);
            standing.Current += servers[i].Weight;
            total += servers[i].Weight;
            if (best is not null && standing.Current <= best.Current)
                continue;
            best = standing;
            winner = servers[i];
        }

        best!.Current -= total;
        return winner;
    }

    private static bool HaveEqualWeights(IReadOnlyList<IUpstreamServer> servers)
    {
        for (var i = 1; i < servers.Count; i++)
        {
            if (servers[i].Weight != servers[0].Weight)
                return false;
        }

        return true;
    }

    private sealed class Standing
    {
        public int Current { get; set; }
    }
}
