namespace ScriptProxy.Observability.Status;

/// <summary>A certificate that a site uses.</summary>
public sealed record CertificateStatus
{
    /// <summary>
    /// The host that it is shown for, or the first of those that share it; <c>*</c> for a site that takes all.
    /// </summary>
    public required string Name { get; init; }

    public required string Site { get; init; }

    /// <summary>
    /// <c>acme</c>, <c>on-demand</c>, <c>file</c>, <c>internal</c>, or <c>stand-in</c> for a self-signed one until
    /// another arrives.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The file that it is in, or a word for one that is in none.</summary>
    public required string File { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Whether the proxy orders it under this name, so that it can be renewed and revoked.</summary>
    public bool Ordered { get; init; }

    /// <summary>When the next order is due; null while one is under way, and for what is not ordered.</summary>
    public DateTimeOffset? NextOrder { get; init; }

    /// <summary>Why the last order failed; null when it did not.</summary>
    public string? LastFailure { get; init; }
}
