using ScriptProxy.Acme.Keys;

namespace ScriptProxy.Acme;

/// <summary>What an account is made with (RFC 8555, section 7.3).</summary>
public sealed record AccountRequest
{
    /// <summary>The address for the CA's warnings; null for none. Not every CA keeps it.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the user agrees to <see cref="AcmeDirectory.TermsOfService"/>. Default: no.</summary>
    public bool AgreeToTerms { get; init; }

    /// <summary>The binding to an account outside of ACME; null for none (section 7.3.4).</summary>
    public ExternalAccount? ExternalAccount { get; init; }
}
