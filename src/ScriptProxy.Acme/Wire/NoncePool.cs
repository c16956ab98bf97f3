using System.Collections.Concurrent;

namespace ScriptProxy.Acme.Wire;

/// <summary>
/// Keeps the nonces that came with answers, and fetches one where none is left (RFC 8555, sections 6.5 and 7.2). A nonce may
/// be given out once.
/// </summary>
internal sealed class NoncePool(AcmeWire wire, Func<CancellationToken, Task<Uri>> newNonce)
{
    // Of many requests at once, each brings one back: no more are needed than were in flight together.
    private const int Most = 64;

    private readonly ConcurrentStack<string> _kept = new();

    public void Keep(CaAnswer answer)
    {
        if (answer.Nonce is { } nonce && _kept.Count < Most)
            _kept.Push(nonce);
    }

    public async Task<string> Take(CancellationToken stop)
    {
        if (_kept.TryPop(out var kept))
            return kept;

        var answer = await wire.Head(await newNonce(stop), stop);
        return answer.Nonce ?? throw new AcmeException(
            AcmeFault.Nonsense, $"the CA gave no Replay-Nonce at {answer.Url} (status {(int)answer.Status})");
    }
}
