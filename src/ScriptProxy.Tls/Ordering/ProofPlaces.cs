using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Where proofs are put so that CAs find them.</summary>
/// <param name="Http">What listeners answer in the clear.</param>
/// <param name="Tls">What TLS listeners show.</param>
/// <param name="Dns">What plugins write into DNS.</param>
public sealed record ProofPlaces(HttpChallenges Http, TlsChallenges Tls, IDnsChallenges Dns);
