namespace ScriptProxy.Observability.Status;

/// <summary>An upstream of the running generation.</summary>
public sealed record UpstreamStatus(string Name, IReadOnlyList<ServerStatus> Servers);
