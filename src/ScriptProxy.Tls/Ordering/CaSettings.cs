namespace ScriptProxy.Tls.Ordering;

/// <summary>A CA to order from, and who orders.</summary>
/// <param name="Directory">The address of its directory.</param>
public sealed record CaSettings(Uri Directory)
{
    /// <summary>The address for the CA's warnings; null for none.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the user agrees to the CA's terms.</summary>
    public bool AgreeToTerms { get; init; }

    /// <summary>Identifier of the external account; null for none.</summary>
    public string? EabKid { get; init; }

    /// <summary>Key of the external account; null for none.</summary>
    public string? EabKey { get; init; }

    /// <summary>The CA's profile to order by; null for the CA's own choice.</summary>
    public string? Profile { get; init; }

    /// <summary>Common name of the root that the chain should lead to; null for the CA's own choice.</summary>
    public string? Chain { get; init; }

    /// <summary>Full path of a PEM file with extra roots to trust when talking to the CA; null for none.</summary>
    public string? RootFile { get; init; }
}
