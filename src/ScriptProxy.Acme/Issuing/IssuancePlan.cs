using System.Security.Cryptography;

namespace ScriptProxy.Acme.Issuing;

/// <summary>What the certificate of an order is to be. The same plan must be used when an order is gone on with.</summary>
/// <param name="Names">The names of the order, all of them.</param>
/// <param name="Key">The certificate's key, ECDSA or RSA.</param>
public sealed record IssuancePlan(IReadOnlyList<string> Names, AsymmetricAlgorithm Key)
{
    /// <summary>Common name of the root that the chain should lead to, if the CA offers one that does; null for its own choice.</summary>
    public string? PreferredRoot { get; init; }

    /// <summary>Is told in words of what went wrong without harm to the certificate, such as a proof that stays behind.</summary>
    public Action<string>? Warn { get; init; }
}
