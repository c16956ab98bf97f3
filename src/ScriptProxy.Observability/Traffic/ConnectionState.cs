namespace ScriptProxy.Observability.Traffic;

/// <summary>What a connection is doing, in the words of nginx's <c>stub_status</c>.</summary>
internal enum ConnectionState
{
    /// <summary>Open without a request.</summary>
    Waiting,

    /// <summary>The head of a request is coming in.</summary>
    Reading,

    /// <summary>A request is being worked on or answered.</summary>
    Writing,
}
