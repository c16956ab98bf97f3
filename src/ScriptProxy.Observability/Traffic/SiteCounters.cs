using System.Numerics;

namespace ScriptProxy.Observability.Traffic;

/// <summary>
/// Counts the answers of one site. A request adds to the cells of the processor it ends on, so that processors do not
/// wait for each other's cache lines.
/// </summary>
public sealed class SiteCounters
{
    private const int Classes = 5;
    private const int DurationCell = Classes;
    private const int FirstBucket = DurationCell + 1;

    // Two cache lines between the cells of one processor and the next.
    private const int Padding = 16;

    private readonly long[][] _stripes;

    internal SiteCounters()
    {
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _stripes = [.. Enumerable.Range(0, count).Select(_ => new long[FirstBucket + LatencyBuckets.Count + Padding])];
    }

    /// <summary>A request has ended.</summary>
    public void Count(int status, TimeSpan duration)
    {
        var cells = _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];
        Interlocked.Increment(ref cells[Math.Clamp(status / 100, 1, Classes) - 1]);
        Interlocked.Add(ref cells[DurationCell], duration.Ticks);
        Interlocked.Increment(ref cells[FirstBucket + LatencyBuckets.IndexOf(duration)]);
    }

    internal SiteTraffic Read(string site) => new(
        site,
        [.. Enumerable.Range(0, Classes).Select(Sum)],
        TimeSpan.FromTicks(Sum(DurationCell)),
        [.. Enumerable.Range(FirstBucket, LatencyBuckets.Count).Select(Sum)]);

    private long Sum(int cell) => _stripes.Sum(cells => Interlocked.Read(ref cells[cell]));
}
