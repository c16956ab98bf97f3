namespace ScriptProxy.Tls.Challenges;

/// <summary>Lends the plugins' DNS challenges, each time those of the generation that serves now, which is held meanwhile.</summary>
public interface IDnsChallenges
{
    /// <summary>Runs the code with the challenge of that name.</summary>
    /// <exception cref="InvalidOperationException">No plugin offers it any more.</exception>
    Task With(string name, Func<IDnsChallenge, Task> code);
}
