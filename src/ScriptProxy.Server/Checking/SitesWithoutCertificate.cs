using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Checking;

/// <summary>Finds sites on a TLS listener that say nothing of a certificate where nothing stands for them.</summary>
internal static class SitesWithoutCertificate
{
    public static IEnumerable<Diagnostic> Find(ProxySettings settings)
    {
        // With [acme] a site's certificate is ordered unless it says otherwise.
        if (settings.Acme is not null)
            return [];
        var secure = settings.Listeners.Where(listener => listener.Tls).ToDictionary(listener => listener.Name);
        return
            from site in settings.Sites
            where site.Certificate is null or CertificateSettings.Acme
            let listener = ListenersOf(site, secure.Keys).FirstOrDefault()
            where listener is not null
            select CrossProblems.NoCertificate(site.Place, site.Name, listener, site.Certificate is not null);
    }

    private static IEnumerable<string> ListenersOf(SiteSettings site, IEnumerable<string> secure) =>
        site.Listeners is null ? secure : site.Listeners.Select(name => name.Value).Intersect(secure);
}
