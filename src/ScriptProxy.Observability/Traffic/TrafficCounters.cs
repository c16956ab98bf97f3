using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ScriptProxy.Observability.Traffic;

/// <summary>All that is counted of connections and requests, from the start of the process on.</summary>
public sealed class TrafficCounters(Meter meter) : IDisposable
{
    private readonly ConcurrentDictionary<string, ListenerCounters> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SiteCounters> _sites = new(StringComparer.Ordinal);
    private readonly ScriptFaults _faults = new(meter);

    public ListenerCounters Listener(string name) => _listeners.GetOrAdd(name, static _ => new ListenerCounters());

    public SiteCounters Site(string name) => _sites.GetOrAdd(name, static _ => new SiteCounters());

    /// <summary>All of it now, by name.</summary>
    public TrafficSnapshot Read() => new(
        [.. _listeners.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value.Read(one.Key))],
        [.. _sites.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value.Read(one.Key))],
        new SortedDictionary<string, long>(_faults.BySite.ToDictionary(), StringComparer.Ordinal));

    public void Dispose() => _faults.Dispose();
}
