using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Rules;

/// <summary>
/// Wildcards whose certificate is to be ordered can be proved, which DNS alone can (RFC 8555, section 7.1.3), or their
/// hosts get one each on demand.
/// </summary>
internal sealed class AcmeWildcards(IReadOnlySet<string> onDemand) : ISettingsRule
{
    public IEnumerable<Diagnostic> Check(ProxySettings settings)
    {
        if (settings.Acme is null or { Dns: not null })
            return [];
        return
            from site in settings.Sites
            where site.Certificate is null or CertificateSettings.Acme
            where !onDemand.Contains(site.Name)
            where settings.IsOnTls(site)
            from host in site.Hosts
            where host.Value.StartsWith("*.", StringComparison.Ordinal)
            select SettingsDiagnostics.WildcardWithoutDns(host.Place, site.Name, host.Value);
    }
}
