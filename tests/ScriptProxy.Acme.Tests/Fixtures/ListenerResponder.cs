using ScriptProxy.Acme.Challenges;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>Puts proofs onto a the collection's listeners.</summary>
internal sealed class ListenerResponder(PebbleCollection pebble, string type) : IChallengeResponder
{
    public string Type => type;

    public Task Prepare(Proof proof, CancellationToken stop)
    {
        pebble.Proofs[Place(proof)] = proof;
        return Task.CompletedTask;
    }

    public Task Remove(Proof proof, CancellationToken stop)
    {
        pebble.Proofs.TryRemove(Place(proof), out _);
        return Task.CompletedTask;
    }

    private static string Place(Proof proof) =>
        $"{proof.Type} {(proof.Type == ChallengeType.Http01 ? proof.HttpPath : proof.Name)}";
}
