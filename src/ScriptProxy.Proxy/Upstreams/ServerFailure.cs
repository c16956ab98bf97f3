namespace ScriptProxy.Proxy.Upstreams;

/// <summary>When and why an exchange with a server failed.</summary>
internal sealed record ServerFailure(DateTimeOffset At, string Reason);
