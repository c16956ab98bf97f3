namespace ScriptProxy.Forwarding;

/// <summary>How far an exchange had come when it ended.</summary>
public enum ForwardPhase
{
    /// <summary>It went well, or its answer was thrown away as the caller wished.</summary>
    Done,

    /// <summary>The request's head was made; the caller's code failed.</summary>
    Creation,

    /// <summary>A connection was opened; the cause is what the dialling threw. Nothing has been sent.</summary>
    Connect,

    /// <summary>The request's body was sent.</summary>
    Send,

    /// <summary>The answer was waited for: none came, or it broke off in its head.</summary>
    Answer,

    /// <summary>The heads of the answer were larger than allowed.</summary>
    LargeHead,

    /// <summary>The head of the answer was malformed.</summary>
    Head,

    /// <summary>The head of the answer was taken; the caller's code failed.</summary>
    Taking,

    /// <summary>The body of the answer was read.</summary>
    Body,

    /// <summary>An upgraded connection carried bytes.</summary>
    Upgraded,

    /// <summary>The client left, or what it sent broke off.</summary>
    Client,
}
