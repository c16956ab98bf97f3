using System.Collections.Immutable;

namespace ScriptProxy.Tls.Challenges;

/// <summary>
/// What is answered to a CA that checks by HTTP whether a name is ours (RFC 8555 §8.3): asked before any site is, on every listener,
/// and exempt from all rules.
/// </summary>
public sealed class HttpChallenges
{
    private const string Folder = "/.well-known/acme-challenge/";

    private ImmutableDictionary<string, string> _answers = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>From now on answers a token with its key authorization.</summary>
    public void Put(string token, string answer) => ImmutableInterlocked.AddOrUpdate(ref _answers, token, answer, (_, _) => answer);

    /// <summary>Answers it no longer.</summary>
    public void Remove(string token) => ImmutableInterlocked.TryRemove(ref _answers, token, out _);

    /// <summary>The answer to a request for a path; null when it is none of ours.</summary>
    public string? Find(string? path)
    {
        var answers = Volatile.Read(ref _answers);
        return answers.Count > 0 && path is not null && path.StartsWith(Folder, StringComparison.Ordinal)
            ? answers.GetValueOrDefault(path[Folder.Length..])
            : null;
    }
}
