using ScriptProxy.Observability.Status;
using ScriptProxy.Observability.Traffic;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server.Reporting;

/// <summary>Puts together what the admin endpoint tells: from the running generation, the counters and the reloads so far.</summary>
internal sealed class StatusReporter(
    GenerationSwitch generations, TrafficCounters counters, ReloadHistory history, CertificateOrders orders, TimeProvider time)
{
    /// <summary>The whole status now, and the counts that it was made of; null while nothing serves.</summary>
    public (ProxyStatus Status, TrafficSnapshot Traffic)? Read()
    {
        if (history.Current is not { } serving || generations.Current is not { } generation)
            return null;
        var traffic = counters.Read();
        return (StatusOf(serving, generation, traffic), traffic);
    }

    private ProxyStatus StatusOf(ReloadHistory.Serving serving, Generation generation, TrafficSnapshot traffic) => new()
    {
        Version = ProductVersion.Text,
        File = history.File,
        StartedAt = history.StartedAt,
        UptimeSeconds = (time.GetUtcNow() - history.StartedAt).TotalSeconds,
        Generation = serving.Summary.Number,
        GenerationSince = serving.Since,
        LastReload = history.Last,
        ReloadsSucceeded = history.Succeeded,
        ReloadsFailed = history.Failed,
        Connections = ConnectionsOf(traffic.Listeners),
        Listeners = [.. serving.Summary.Listeners.Select(one => ListenerOf(one.Name, one.Address, traffic))],
        Sites = [.. serving.Summary.Sites.Select(one => SiteOf(one.Name, one.Hosts, one.Script, traffic))],
        Upstreams = [.. generation.Graph.Upstreams.Select(UpstreamOf)],
        Certificates = [.. CertificateReporter.Read(generation, orders)],
        Plugins = serving.Summary.Plugins,
        Process = ProcessReader.Read(),
    };

    private static ConnectionStatus ConnectionsOf(IReadOnlyList<ListenerTraffic> listeners) => new(
        listeners.Sum(one => one.Accepted),
        listeners.Sum(one => one.Handled),
        listeners.Sum(one => one.Requests),
        listeners.Sum(one => one.Active),
        listeners.Sum(one => one.Reading),
        listeners.Sum(one => one.Writing),
        listeners.Sum(one => one.Waiting));

    private static ListenerStatus ListenerOf(string name, string address, TrafficSnapshot traffic)
    {
        var counted = traffic.Listeners.FirstOrDefault(one => one.Listener == name) ?? new ListenerTraffic(name, 0, 0, 0, 0);
        return new ListenerStatus(name, address, counted.Accepted, counted.Active, counted.Requests, counted.Sent);
    }

    private static SiteStatus SiteOf(string name, IReadOnlyList<string> hosts, string? script, TrafficSnapshot traffic)
    {
        var counted = traffic.Sites.FirstOrDefault(one => one.Site == name);
        return new SiteStatus(
            name, hosts, script, counted?.Requests ?? 0, counted?.Statuses[^1] ?? 0, traffic.ScriptFaults.GetValueOrDefault(name));
    }

    private static UpstreamStatus UpstreamOf(Upstream upstream) => new(upstream.Name, [.. upstream.Servers.Select(ServerOf)]);

    public static ServerStatus ServerOf(UpstreamServer server) => new()
    {
        Name = server.Name,
        Url = server.Url,
        State = ServerWords.Of(server.State),
        Duty = ServerWords.Of(server.Duty),
        Weight = server.Weight,
        Backup = server.IsBackup,
        ActiveRequests = server.ActiveRequests,
        Requests = server.Requests,
        Failures = server.Failures,
        LastFailure = server.LastFailure,
        LastFailureAt = server.LastFailureAt,
    };
}
