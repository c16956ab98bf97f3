using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>The DNS challenge that <c>[acme]</c> names is offered by a plugin.</summary>
internal sealed class AcmeDns(IReadOnlySet<string> challenges) : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings) =>
        settings.Acme?.Dns is { } dns && !challenges.Contains(dns.Value)
            ? [SettingsDiagnostics.UnknownDnsChallenge(dns.Place, dns.Value, challenges)]
            : [];
}
