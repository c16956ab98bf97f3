namespace ScriptProxy.Observability.Traffic;

/// <summary>
/// The fixed buckets of the histogram of request durations, those that OpenTelemetry advises for HTTP servers.
/// </summary>
internal static class LatencyBuckets
{
    /// <summary>Upper bounds in seconds; what took longer than the last has a bucket of its own.</summary>
    public static IReadOnlyList<double> Bounds { get; } =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly long[] Ticks = [.. Bounds.Select(bound => (long)(bound * TimeSpan.TicksPerSecond))];

    public static int Count => Ticks.Length + 1;

    public static int IndexOf(TimeSpan duration)
    {
        var index = 0;
        while (index < Ticks.Length && duration.Ticks > Ticks[index])
            index++;
        return index;
    }
}
