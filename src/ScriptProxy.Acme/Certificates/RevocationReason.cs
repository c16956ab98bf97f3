namespace ScriptProxy.Acme.Certificates;

/// <summary>Why a certificate is revoked (RFC 5280 section 5.3.1; those that a CA takes from a subscriber).</summary>
public enum RevocationReason
{
    /// <summary>No reason is given.</summary>
    Unspecified = 0,

    /// <summary>Somebody else has, or may have, the private key.</summary>
    KeyCompromise = 1,

    /// <summary>Another certificate took its place.</summary>
    Superseded = 4,

    /// <summary>The names are not served any more.</summary>
    CessationOfOperation = 5,
}
