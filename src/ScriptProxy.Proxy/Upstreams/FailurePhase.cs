namespace ScriptProxy.Proxy.Upstreams;

/// <summary>How far an exchange with a server had come when it failed.</summary>
internal enum FailurePhase
{
    /// <summary>Its name was looked up.</summary>
    Resolve,

    /// <summary>A connection was opened.</summary>
    Connect,

    /// <summary>TLS was negotiated.</summary>
    Secure,

    /// <summary>The request could not be made.</summary>
    Creation,

    /// <summary>The request's body was sent.</summary>
    Send,

    /// <summary>The answer was waited for.</summary>
    Answer,

    /// <summary>The head of the answer was larger than <c>max_response_headers</c>.</summary>
    LargeHead,

    /// <summary>The head of the answer was read.</summary>
    Head,

    /// <summary>The answer came whole, with a status that <c>retry_on</c> names.</summary>
    Status,

    /// <summary>The body of the answer was read.</summary>
    Body,

    /// <summary>An upgraded connection carried bytes.</summary>
    Upgraded,

    /// <summary>The client broke off, or what it sent did.</summary>
    Client,
}
