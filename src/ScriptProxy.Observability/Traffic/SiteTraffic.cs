namespace ScriptProxy.Observability.Traffic;

/// <summary>What one site has answered since the start.</summary>
/// <param name="Site">Its name; empty for requests whose host no site has.</param>
/// <param name="Statuses">Answers with 1xx, 2xx, 3xx, 4xx and 5xx.</param>
/// <param name="Duration">Of all requests together.</param>
/// <param name="Buckets">Requests by <see cref="LatencyBuckets"/>, each counted once.</param>
public sealed record SiteTraffic(
    string Site, IReadOnlyList<long> Statuses, TimeSpan Duration, IReadOnlyList<long> Buckets)
{
    public long Requests => Statuses.Sum();
}
