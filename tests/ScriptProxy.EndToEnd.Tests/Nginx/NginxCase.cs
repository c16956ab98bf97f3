namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>One conversation that is held with both proxies.</summary>
/// <param name="Name">Unique within its section.</param>
/// <param name="Requests">The requests as bytes (Latin-1), sent at once on one connection.</param>
/// <param name="Answer">What the backend answers.</param>
/// <param name="Difference">How the two differ; null when they agree.</param>
internal sealed record NginxCase(
    string Name, IReadOnlyList<string> Requests, BackendAnswer Answer, DeliberateDifference? Difference);
