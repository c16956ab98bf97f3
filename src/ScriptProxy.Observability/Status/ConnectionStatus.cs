namespace ScriptProxy.Observability.Status;

/// <summary>The figures of nginx's <c>stub_status</c>, of all listeners together.</summary>
public sealed record ConnectionStatus(
    long Accepted, long Handled, long Requests, int Active, int Reading, int Writing, int Waiting);
