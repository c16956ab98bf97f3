using ScriptProxy.Acme.Challenges;
using ScriptProxy.Acme.Orders;

namespace ScriptProxy.Acme.Issuing;

/// <summary>
/// Has all names of an order validated: every proof is put in its place, then the CA is told, then its findings are waited for.
/// </summary>
internal sealed class Validation(
    AcmeAccount account, IReadOnlyList<IChallengeResponder> responders, Action<string>? warn)
{
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(1);

    private readonly List<(Authorization Authorization, Challenge Challenge)> _open = [];
    private readonly List<(IChallengeResponder Responder, Proof Proof)> _prepared = [];

    public async Task Run(Order order, CancellationToken stop)
    {
        try
        {
            foreach (var url in order.Authorizations)
                await Prepare(await account.GetAuthorization(url, stop), stop);
            foreach (var (authorization, challenge) in _open)
                await Answer(authorization, challenge, stop);
            await Collect(stop);
        }
        finally
        {
            foreach (var (responder, proof) in _prepared)
                await Remove(responder, proof);
        }
    }

    private async Task Prepare(Authorization authorization, CancellationToken stop)
    {
        // RFC 8555, section 7.1.3: a name may have been validated for an earlier order.
        if (authorization.Status == AuthorizationStatus.Valid)
            return;

        var (responder, challenge) = Choose(authorization);
        var proof = account.ProofOf(authorization, challenge);
        _open.Add((authorization, challenge));
        _prepared.Add((responder, proof));
        await responder.Prepare(proof, stop);
    }

    private (IChallengeResponder Responder, Challenge Challenge) Choose(Authorization authorization)
    {
        foreach (var responder in responders)
        {
            if (authorization.Challenges.FirstOrDefault(challenge => challenge.Type == responder.Type) is { } challenge)
                return (responder, challenge);
        }

        var name = authorization.IsWildcard ? $"*.{authorization.Name}" : authorization.Name;
        var offered = string.Join(", ", authorization.Challenges.Select(challenge => OneLine.Of(challenge.Type)));
        var ours = string.Join(", ", responders.Select(responder => responder.Type));
        throw new AcmeException(
            AcmeFault.Unsupported,
            $"'{name}' can be proved to the CA by {(offered.Length > 0 ? offered : "nothing")}, and what is set is {ours}"
            + (authorization.IsWildcard ? "; wildcards need challenge = \"dns-01\"" : ""));
    }

    private async Task Answer(Authorization authorization, Challenge challenge, CancellationToken stop)
    {
        try
        {
            await account.Answer(challenge, stop);
        }
        catch (AcmeException error) when (error.Fault == AcmeFault.Refused)
        {
            // It was answered before a crash of ours, and the CA is through with it: what it found is told below.
            if ((await account.GetAuthorization(authorization.Url, stop)).Status == AuthorizationStatus.Pending)
                throw;
        }
    }

    private async Task Collect(CancellationToken stop)
    {
        var failures = new List<AcmeException>();
        foreach (var (authorization, _) in _open)
        {
            try
            {
                await account.Validated(authorization, stop);
            }
            catch (AcmeException error) when (error.Fault == AcmeFault.Invalid)
            {
                failures.Add(error);
            }
        }

        if (failures.Count == 1)
            throw failures[0];
        if (failures.Count > 1)
        {
            throw new AcmeException(AcmeFault.Invalid, string.Join("; also, ", failures.Select(failure => failure.Message)))
            {
                Problem = failures[0].Problem,
            };
        }
    }

    private async Task Remove(IChallengeResponder responder, Proof proof)
    {
        // Whatever ended the order, its proofs must not stay behind.
        using var limit = new CancellationTokenSource(RemovalLimit);
        try
        {
            await responder.Remove(proof, limit.Token);
        }
        catch (Exception error)
        {
            warn?.Invoke($"the {proof.Type} proof for '{proof.Name}' could not be removed: {OneLine.Of(error.Message)}");
        }
    }
}
