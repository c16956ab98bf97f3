namespace ScriptProxy.Acme;

/// <summary>What is ordered (RFC 8555, section 7.4).</summary>
/// <param name="Names">The DNS names, wildcards included; the first one gives the certificate its name in logs.</param>
public sealed record OrderRequest(IReadOnlyList<string> Names)
{
    /// <summary>One of <see cref="AcmeDirectory.Profiles"/>; null for the CA's default (draft-ietf-acme-profiles).</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// The identifier of the certificate that this one is to take the place of, see
    /// <see cref="Renewals.RenewalIdentifier"/>; left out where the CA has no ARI (RFC 9773, section 5).
    /// </summary>
    public string? Replaces { get; init; }
}
