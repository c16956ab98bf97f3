namespace ScriptProxy.Proxy.Upstreams;

/// <summary>No connection to a server came about, so that nothing was sent.</summary>
internal sealed class ServerUnreachableException(FailurePhase phase, bool timedOut, Exception cause)
    : Exception(cause.Message, cause)
{
    public FailurePhase Phase { get; } = phase;

    /// <summary>Whether <c>connect_timeout</c> was over.</summary>
    public bool TimedOut { get; } = timedOut;
}
