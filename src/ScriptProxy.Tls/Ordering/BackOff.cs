namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// How long to wait after failures in a row: soon at first, for DNS that is being set up; never more than four tries an hour,
/// for CAs count failures (Let's Encrypt: five an hour for an account and name); once a day in the end.
/// </summary>
internal static class BackOff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    // Let's Encrypt's longest limit is for a week. More than that is no wait but a mistake, which nobody would notice.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(8);

    /// <summary>When to try again, if the CA named a moment before which not to.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset? named, DateTimeOffset next, DateTimeOffset now) =>
        named is not { } moment || moment < next ? next
        : moment < now + Longest ? moment
        : now + Longest;

    /// <param name="failures">How many there were, 1 or more.</param>
    /// <param name="random">0 or more and less than 1: sites that failed together do not come back together.</param>
    public static TimeSpan After(int failures, double random) =>
        Waits[Math.Min(failures, Waits.Length) - 1] * (1 + (random / 4));
}
