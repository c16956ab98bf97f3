namespace ScriptProxy.Forwarding.Connections;

/// <summary>Why a connection was ended from here in the middle of an exchange.</summary>
internal enum ConnectionEnd
{
    None,

    /// <summary>The server was silent for too long.</summary>
    TimedOut,

    /// <summary>The client went away, or what it sent broke off.</summary>
    ClientLeft,

    /// <summary>It is not needed any more.</summary>
    Closed,
}
