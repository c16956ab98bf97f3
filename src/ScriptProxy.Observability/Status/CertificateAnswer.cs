namespace ScriptProxy.Observability.Status;

/// <summary>What <c>POST /certificates/{name}/renew</c> and <c>revoke</c> answer.</summary>
/// <param name="Name">The certificate's name.</param>
/// <param name="Revoked">Whether the one before is revoked now.</param>
/// <param name="Arrived">Whether a new one is there; it is still under way when there is no failure either.</param>
/// <param name="NotAfter">Until when the one that is shown is good.</param>
/// <param name="NextOrder">When the next order is due.</param>
/// <param name="Failure">What went wrong, in words.</param>
public sealed record CertificateAnswer(
    string Name, bool Revoked, bool Arrived, DateTimeOffset? NotAfter, DateTimeOffset? NextOrder, string? Failure);
