namespace ScriptProxy.Observability.Status;

/// <summary>A site of the running generation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">The hosts that it serves.</param>
/// <param name="Script">Full path of its script; null for none.</param>
/// <param name="Requests">Requests that it has answered.</param>
/// <param name="ServerErrors">Of these, those answered with 5xx.</param>
/// <param name="ScriptFaults">Of these, those on which code of a script or plugin threw.</param>
public sealed record SiteStatus(
    string Name, IReadOnlyList<string> Hosts, string? Script, long Requests, long ServerErrors, long ScriptFaults);
