using System.Globalization;
using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Loading;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Explaining;

/// <summary>Tells which certificate a client would be shown that asks for a url's host.</summary>
internal static class ExplainedCertificates
{
    public static string? Of(LoadedFiles files, ListenerSettings listener, ExplainUrl url)
    {
        if (!listener.Tls)
            return null;
        var host = HostText.WithoutPort(url.Authority).ToString().ToLowerInvariant();
        if (OnDemand(files, listener, host) is { } onDemand)
            return onDemand;
        if (CertificateTable.SiteShown(files.Settings, listener.Name, host) is not { } name)
            return "no certificate: no site has one for this name, and the handshake is refused";
        var site = files.Settings.Sites.First(site => site.Name == name);
        return site.Certificate switch
        {
            CertificateSettings.Internal => $"certificate of the local CA, for site '{name}'",
            CertificateSettings.Files or CertificateSettings.Pfx => string.Create(
                CultureInfo.InvariantCulture,
                $"certificate '{Path.GetFileName(site.Certificate.Named.First())}' of site '{name}', until {files.Certificates[name].NotAfter:yyyy-MM-dd}"),
            _ => $"certificate ordered for site '{name}', self-signed until it has arrived",
        };
    }

    private static string? OnDemand(LoadedFiles files, ListenerSettings listener, string host)
    {
        var plan = OrderingPlans.Of(files.Settings, files.OnDemand);
        return plan.OnDemand.SiteOf(listener.Name, host) is { } site
            ? $"certificate ordered on demand for site '{site}', if its script approves of the host; if not, the handshake is refused"
            : null;
    }
}
