namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>How far a header of the PROXY protocol has come.</summary>
internal enum HeaderState
{
    /// <summary>It may become one.</summary>
    Incomplete,

    /// <summary>It is one.</summary>
    Whole,

    /// <summary>It can never be one.</summary>
    Invalid,
}
