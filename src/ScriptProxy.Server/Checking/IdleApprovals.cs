using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>Finds an <c>OnDemandCertificate</c> that no handshake can lead to.</summary>
internal static class IdleApprovals
{
    public static IEnumerable<Diagnostic> Find(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts) =>
        from site in settings.Sites
        let onDemand = scripts.GetValueOrDefault(site.Name)?.OnDemand
        where onDemand is not null
        let reason = ReasonOf(site, settings)
        where reason is not null
        select CrossProblems.NothingOnDemand(onDemand.Place, site.Name, reason);

    private static string? ReasonOf(SiteSettings site, ProxySettings settings)
    {
        if (settings.Acme is null)
            return "there is no CA to order from; add [acme] to proxy.toml";
        if (site.Certificate is not (null or CertificateSettings.Acme))
            return "it has another certificate; set certificate = \"acme\"";
        if (!settings.IsOnTls(site))
            return "it is on no listener with tls = true; add one to its listeners";
        return site.HostNames.Any(host => host.StartsWith('*'))
            ? null
            : "each of its hosts is named and gets a certificate anyway; add \"*\" or a wildcard to them";
    }
}
