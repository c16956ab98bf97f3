using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Renewals;

/// <summary>When the CA wants a certificate to be renewed (RFC 9773, section 4.2).</summary>
/// <param name="Start">The beginning of the suggested window; when it is past, now is the time.</param>
/// <param name="End">The end of the suggested window.</param>
/// <param name="AskAgain">When to ask again, the certificate renewed or not (RFC 9773, section 4.3).</param>
public sealed record RenewalWindow(DateTimeOffset Start, DateTimeOffset End, DateTimeOffset AskAgain)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(6);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A page on why, for operators; null when not said.</summary>
    public string? Explanation { get; private init; }

    /// <summary>A moment within the window, all being equally likely, so that not everybody comes at once (RFC 9773, section 4.2).</summary>
    /// <param name="random">Gives 0 or more and less than 1.</param>
    public DateTimeOffset Choose(Func<double> random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Start + ((End - Start) * random());
    }

    internal static RenewalWindow Read(CaAnswer answer, DateTimeOffset now)
    {
        var information = AnswerObject.Of("renewal information", answer);
        var window = information.OptionalObject("suggestedWindow", "suggested window")
            ?? throw new AcmeException(AcmeFault.Nonsense, "the CA's renewal information has no 'suggestedWindow'");
        var (start, end) = (window.Moment("start"), window.Moment("end"));
        // RFC 9773, section 4.2: such a window is as good as none.
        if (end <= start)
            throw new AcmeException(AcmeFault.Nonsense, "the CA's window for the renewal ends before it starts");
        return new RenewalWindow(start, end, now + Bounded(answer.RetryAfter(now) ?? Usual))
        {
            Explanation = information.OptionalText("explanationURL") is { } page ? OneLine.Of(page) : null,
        };
    }

    private static TimeSpan Bounded(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
