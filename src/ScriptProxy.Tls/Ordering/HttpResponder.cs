using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Proves names by what the listeners answer in the clear.</summary>
internal sealed class HttpResponder(HttpChallenges challenges) : IChallengeResponder
{
    public string Type => ChallengeType.Http01;

    public Task Prepare(Proof proof, CancellationToken stop)
    {
        challenges.Put(proof.Token, proof.KeyAuthorization);
        return Task.CompletedTask;
    }

    public Task Remove(Proof proof, CancellationToken stop)
    {
        challenges.Remove(proof.Token);
        return Task.CompletedTask;
    }
}
