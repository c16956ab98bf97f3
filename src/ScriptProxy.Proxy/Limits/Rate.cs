namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// How fast a limit lets in: one in each interval, and as many ahead of that as the tolerance has intervals.
/// </summary>
/// <param name="Interval">Timestamp ticks between two requests at the rate.</param>
/// <param name="Tolerance">Ticks that a client may be ahead of its rate.</param>
internal readonly record struct Rate(long Interval, long Tolerance)
{
    // A quarter of what a timestamp holds, so that sums of two and a timestamp cannot overflow.
    private const double Most = long.MaxValue / 4;

    public static Rate Of(double perSecond, int burst, TimeProvider time)
    {
        var interval = Math.Max(1, Math.Min(Most, Math.Round(time.TimestampFrequency / perSecond)));
        return new Rate((long)interval, (long)Math.Min(Most, interval * burst));
    }
}
