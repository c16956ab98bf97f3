namespace ScriptProxy.Tls.Ordering;

/// <summary>How far a name's certificate is.</summary>
/// <param name="Name">The name.</param>
public sealed record OrderState(string Name)
{
    /// <summary>Until when the certificate that is shown is good; null while there is none.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>When the next order is due: a renewal, or a try after a failure; null while one is under way.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Why the last order failed, in words; null when it did not.</summary>
    public string? Failure { get; init; }
}
