using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>Checks the password files that scripts name, for a load that must not serve what is wrong.</summary>
public static class PasswordFiles
{
    public static IReadOnlyList<Diagnostic> Check(SiteDefinition site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var problems = new List<Diagnostic>();
        var named = site.Rules.BasicAuth.Concat(site.Routes.SelectMany(route => route.Rules.BasicAuth));
        foreach (var users in named.DistinctBy(users => users.File))
            PasswordFileReader.Read(users.File, users.Place, problems);
        return problems;
    }
}
