using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Access.Passwords;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Access;

/// <summary>Makes the links that decide who may come, at load: the networks first, then the users.</summary>
internal sealed class AccessLinks(PasswordVerifier verifier)
{
    private readonly Dictionary<string, PasswordFile> _files = [];

    public IEnumerable<Func<HttpContext, RequestDelegate, Task>> Of(RulesDefinition rules)
    {
        if (rules.Access.Count > 0)
            yield return new AccessLink(new AccessRules(rules.Access)).Run;
        foreach (var users in rules.BasicAuth)
            yield return new BasicAuthLink(FileOf(users), BasicAuthLink.ChallengeFor(users.Realm), verifier).Run;
    }

    // It was checked when the script was loaded. If it has changed since, the next load says so, and what is wrong lets
    // nobody in.
    private PasswordFile FileOf(BasicAuthRule users)
    {
        if (!_files.TryGetValue(users.File, out var file))
            _files.Add(users.File, file = PasswordFileReader.Read(users.File, users.Place, []) ?? PasswordFile.Empty);
        return file;
    }
}
