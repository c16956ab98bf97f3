namespace ScriptProxy.Observability.Status;

/// <summary>A server of an upstream.</summary>
public sealed record ServerStatus
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    /// <summary><c>up</c>, <c>down</c> or <c>draining</c>.</summary>
    public required string State { get; init; }

    /// <summary>What an operator has asked of it: <c>up</c>, <c>drain</c> or <c>down</c>.</summary>
    public required string Duty { get; init; }

    public required int Weight { get; init; }

    public required bool Backup { get; init; }

    public required int ActiveRequests { get; init; }

    public required long Requests { get; init; }

    public required long Failures { get; init; }

    public string? LastFailure { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }
}
