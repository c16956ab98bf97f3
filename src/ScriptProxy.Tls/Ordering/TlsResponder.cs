using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Proves names by what TLS listeners show.</summary>
internal sealed class TlsResponder(TlsChallenges challenges) : IChallengeResponder
{
    public string Type => ChallengeType.TlsAlpn01;

    public Task Prepare(Proof proof, CancellationToken stop)
    {
        challenges.Put(proof);
        return Task.CompletedTask;
    }

    public Task Remove(Proof proof, CancellationToken stop)
    {
        challenges.Remove(proof);
        return Task.CompletedTask;
    }
}
