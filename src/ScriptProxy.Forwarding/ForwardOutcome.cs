namespace ScriptProxy.Forwarding;

/// <summary>What became of an exchange.</summary>
/// <param name="Phase">How far it came.</param>
/// <param name="Reason">What went wrong, in words; null when nothing did.</param>
public sealed record ForwardOutcome(ForwardPhase Phase, string? Reason = null)
{
    /// <summary>Whether the server was silent for too long.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Whether any of the request's body had been read, so that it cannot be sent again.</summary>
    public bool BodyRead { get; init; }

    /// <summary>What was thrown, where something was.</summary>
    public Exception? Cause { get; init; }

    /// <summary>One for all exchanges that went well.</summary>
    public static ForwardOutcome Done { get; } = new(ForwardPhase.Done);

    internal static ForwardOutcome Of(ForwardPhase phase, Exception cause) => new(phase, cause.Message) { Cause = cause };
}
