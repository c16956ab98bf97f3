using ScriptProxy.Proxy.Balancing;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Sites;

/// <summary>A generation's hold on all its upstreams.</summary>
internal sealed class UpstreamsInUse(
    List<UpstreamLease> leases, IReadOnlyCollection<ServerChoice> choices, ServerLog log,
    TimeProvider time) : IDisposable
{
    public IReadOnlyList<Upstream> All { get; } = [.. leases.Select(lease => lease.Upstream)];

    /// <summary>
    /// Has the servers checked as the generation's settings say, in place of any generation's before.
    /// </summary>
    public void Check()
    {
        foreach (var choice in choices)
        {
            foreach (var server in choice.Upstream.Servers)
                server.Check(choice.Upstream, choice.Settings.Health, log, time);
        }
    }

    public void Dispose() => leases.ForEach(lease => lease.Dispose());
}
