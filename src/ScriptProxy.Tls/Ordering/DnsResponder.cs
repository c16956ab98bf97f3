using ScriptProxy.Acme.Challenges;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Proves names by what a plugin writes into DNS.</summary>
internal sealed class DnsResponder(string name, IDnsChallenges challenges, TimeProvider time) : IChallengeResponder
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public string Type => ChallengeType.Dns01;

    public Task Prepare(Proof proof, CancellationToken stop) =>
        WithinLimit((challenge, limit) => challenge.Create(RecordOf(proof), limit), stop);

    public Task Remove(Proof proof, CancellationToken stop) =>
        WithinLimit((challenge, limit) => challenge.Remove(RecordOf(proof), limit), stop);

    private static DnsTextRecord RecordOf(Proof proof) => new(proof.DnsRecord, proof.DnsText);

    private async Task WithinLimit(Func<IDnsChallenge, CancellationToken, Task> code, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            // A plugin that does not heed its token must not hold the order.
            await challenges.With(name, challenge => code(challenge, either.Token)).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"the DNS challenge '{name}' did not end within {Limit.TotalMinutes:0} minutes");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // As text: the exception's own type would keep the plugin's assembly.
            throw new InvalidOperationException($"the DNS challenge '{name}' failed: {error.Message.TrimEnd('.')}");
        }
    }
}
