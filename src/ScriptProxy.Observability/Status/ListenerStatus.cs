namespace ScriptProxy.Observability.Status;

/// <summary>A listener of the running generation.</summary>
public sealed record ListenerStatus(
    string Name, string Address, long Accepted, int Active, long Requests, long SentBytes);
