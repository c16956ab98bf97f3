namespace ScriptProxy.Tls.Ordering;

/// <summary>What came of revoking a certificate.</summary>
/// <param name="Failure">Why it is not revoked, in words; null when it is.</param>
/// <param name="Ordered">The order of the next one, which ends when that does; null when there is none.</param>
public sealed record Revocation(string? Failure, Task<OrderState>? Ordered);
