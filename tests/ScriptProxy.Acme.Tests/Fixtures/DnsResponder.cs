using ScriptProxy.Acme.Challenges;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>Puts proofs into Pebble's name server.</summary>
internal sealed class DnsResponder(ChallengeDns dns) : IChallengeResponder
{
    public string Type => ChallengeType.Dns01;

    public Task Prepare(Proof proof, CancellationToken stop) => dns.SetText(proof.DnsRecord, proof.DnsText);

    public Task Remove(Proof proof, CancellationToken stop) => dns.ClearText(proof.DnsRecord);
}
