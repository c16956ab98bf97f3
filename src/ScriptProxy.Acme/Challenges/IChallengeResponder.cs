namespace ScriptProxy.Acme.Challenges;

/// <summary>Puts the proofs of one type of challenge where the CA looks for them, and takes them away again.</summary>
public interface IChallengeResponder
{
    /// <summary>One of <see cref="ChallengeType"/>.</summary>
    string Type { get; }

    /// <summary>
    /// Makes the proof visible to the CA; the CA is told when this has ended. Several may be there at once, also for the same
    /// name: a name and its wildcard have two TXT records.
    /// </summary>
    Task Prepare(Proof proof, CancellationToken stop);

    /// <summary>Takes the proof away. Called once for every proof whose preparing began, whether it ended well or not.</summary>
    Task Remove(Proof proof, CancellationToken stop);
}
