using System.Globalization;
using ScriptProxy.Observability.Status;
using ScriptProxy.Observability.Traffic;

namespace ScriptProxy.Observability.Pages;

/// <summary>
/// <c>GET /metrics</c>. Labels are names out of proxy.toml and classes of statuses, never anything that a client sent,
/// so that nobody can make series without end.
/// </summary>
public static class MetricsPage
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    public static string Write(ProxyStatus status, TrafficSnapshot traffic)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(traffic);
        var page = new MetricsWriter();
        WriteProxy(page, status);
        WriteListeners(page, traffic.Listeners);
        WriteSites(page, traffic);
        WriteUpstreams(page, status.Upstreams);
        WriteCertificates(page, status.Certificates);
        ProcessMetrics.Write(page, status);
        return page.ToString();
    }

    private static void WriteProxy(MetricsWriter page, ProxyStatus status)
    {
        page.Family("scriptproxy_build_info", Gauge, "The version that runs.").Sample(1, ("version", status.Version));
        page.Family("scriptproxy_generation", Gauge, "Number of the running generation.").Sample(status.Generation);
        page.Family("scriptproxy_reloads_total", Counter, "Reloads since the start.")
            .Sample(status.ReloadsSucceeded, ("result", "ok"))
            .Sample(status.ReloadsFailed, ("result", "failed"));
        page.Family(
            "scriptproxy_last_reload_successful", Gauge, "Whether the last reload took over, 1 when there was none.")
            .Sample(status.LastReload is { Succeeded: false } ? 0 : 1);
        page.Family("scriptproxy_generation_start_time_seconds", Gauge, "When the running generation took over.")
            .Sample(status.GenerationSince.ToUnixTimeMilliseconds() / 1000.0);
    }

    private static void WriteListeners(MetricsWriter page, IReadOnlyList<ListenerTraffic> listeners)
    {
        Each("scriptproxy_connections_accepted_total", Counter, "Connections accepted.", one => one.Accepted);
        Each(
            "scriptproxy_connections_handled_total", Counter, "Connections served, not over the limit.",
            one => one.Handled);
        page.Family("scriptproxy_connections", Gauge, "Open connections by what they do.");
        foreach (var one in listeners)
        {
            page.Sample(one.Reading, ("listener", one.Listener), ("state", "reading"))
                .Sample(one.Writing, ("listener", one.Listener), ("state", "writing"))
                .Sample(one.Waiting, ("listener", one.Listener), ("state", "waiting"));
        }

        Each("scriptproxy_requests_total", Counter, "Requests whose head was read.", one => one.Requests);
        Each("scriptproxy_sent_bytes_total", Counter, "Bytes sent to clients, heads included.", one => one.Sent);

        void Each(string name, string type, string help, Func<ListenerTraffic, long> value)
        {
            page.Family(name, type, help);
            foreach (var one in listeners)
                page.Sample(value(one), ("listener", one.Listener));
        }
    }

    private static void WriteSites(MetricsWriter page, TrafficSnapshot traffic)
    {
        page.Family("scriptproxy_responses_total", Counter, "Requests that have ended, by class of status.");
        foreach (var site in traffic.Sites)
        {
            for (var i = 0; i < site.Statuses.Count; i++)
                page.Sample(site.Statuses[i], ("site", site.Site), ("code", $"{i + 1}xx"));
        }

        page.Family(
            "scriptproxy_request_duration_seconds", "histogram", "From a request's head to the end of its answer.");
        foreach (var site in traffic.Sites)
            WriteHistogram(page, site);
        page.Family("scriptproxy_script_faults_total", Counter, "Requests on which code of a script or plugin threw.");
        foreach (var (site, count) in traffic.ScriptFaults)
            page.Sample(count, ("site", site));
    }

    private static void WriteCertificates(MetricsWriter page, IReadOnlyList<CertificateStatus> certificates)
    {
        page.Family(
            "scriptproxy_certificate_expiry_time_seconds", Gauge,
            "Until when the certificate is good that a site shows.");
        foreach (var one in certificates)
            page.Sample(one.NotAfter.ToUnixTimeSeconds(), ("site", one.Site), ("name", one.Name), ("source", one.File));
    }

    private static void WriteHistogram(MetricsWriter page, SiteTraffic site)
    {
        var sum = 0L;
        for (var i = 0; i < site.Buckets.Count; i++)
        {
            sum += site.Buckets[i];
            var bound = i < LatencyBuckets.Bounds.Count
                ? LatencyBuckets.Bounds[i].ToString(CultureInfo.InvariantCulture)
                : "+Inf";
            page.Sample("_bucket", sum, ("site", site.Site), ("le", bound));
        }

        page.Sample("_sum", site.Duration.TotalSeconds, ("site", site.Site));
        page.Sample("_count", sum, ("site", site.Site));
    }

    private static void WriteUpstreams(MetricsWriter page, IReadOnlyList<UpstreamStatus> upstreams)
    {
        Each(
            "scriptproxy_upstream_up", Gauge, "Whether the server takes new requests.",
            server => server.State == "up" ? 1 : 0);
        Each(
            "scriptproxy_upstream_active_requests", Gauge, "Requests that the server works on.",
            server => server.ActiveRequests);
        Each("scriptproxy_upstream_requests_total", Counter, "Requests sent to the server.", server => server.Requests);
        Each(
            "scriptproxy_upstream_failures_total", Counter, "Requests on which the server failed.",
            server => server.Failures);

        void Each(string name, string type, string help, Func<ServerStatus, long> value)
        {
            page.Family(name, type, help);
            foreach (var upstream in upstreams)
            {
                foreach (var server in upstream.Servers)
                    page.Sample(value(server), ("upstream", upstream.Name), ("server", server.Name));
            }
        }
    }
}
