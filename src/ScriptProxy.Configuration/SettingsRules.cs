using ScriptProxy.Configuration.Rules;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration;

/// <summary>Checks what the tables say of each other, once the plugins are loaded and every name is known.</summary>
public static class SettingsRules
{
    /// <summary>All that does not fit together, by file and line.</summary>
    /// <param name="settings">The settings. Of incomplete ones nothing is said: what seems missing may stand
    /// where nothing could be read.</param>
    /// <param name="balancers">The names of the balancing policies, built-in ones and plugins'.</param>
    /// <param name="dnsChallenges">The names of the plugins' DNS challenges.</param>
    /// <param name="onDemand">The sites whose certificates are ordered on demand, as far as is known.</param>
    public static IReadOnlyList<Diagnostic> Check(
        ProxySettings settings,
        IReadOnlySet<string> balancers,
        IReadOnlySet<string> dnsChallenges,
        IReadOnlySet<string> onDemand)
    {
        if (!settings.Complete)
            return [];
        ISettingsRule[] rules =
        [
            new SomethingToServe(), new ListenerAddresses(), new ListenerRedirects(), new ListenerProxyProtocols(),
            new ListenerClientCas(),
            new SiteNames(),
            new SiteScripts(), new SiteHosts(), new UpstreamServerNames(), new UpstreamBalancers(balancers),
            new UpstreamTlsFiles(), new AcmeDns(dnsChallenges), new AcmeWildcards(onDemand), new AcmeTerms(),
        ];
        return [.. rules.SelectMany(rule => rule.Check(settings)).OrderBy(diagnostic => diagnostic.Place)];
    }
}
