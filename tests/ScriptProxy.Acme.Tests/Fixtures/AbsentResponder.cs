using ScriptProxy.Acme.Challenges;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>Promises HTTP-01 and does nothing for it.</summary>
internal sealed class AbsentResponder : IChallengeResponder
{
    public string Type => ChallengeType.Http01;

    public Task Prepare(Proof proof, CancellationToken stop) => Task.CompletedTask;

    public Task Remove(Proof proof, CancellationToken stop) => Task.CompletedTask;
}
