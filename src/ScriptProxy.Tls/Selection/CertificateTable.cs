using ScriptProxy.Configuration.Hosts;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Selection;

/// <summary>
/// Which certificate a ClientHello gets, for one generation: by the listener it came in on and the name it asks for, as the site
/// of a request is found by listener and Host.
/// </summary>
public sealed class CertificateTable
{
    internal const string AllHosts = "*";

    private readonly Dictionary<string, ListenerCertificates> _byListener;
    private readonly IReadOnlyDictionary<string, ISiteCertificate> _certificates;
    private readonly Dictionary<string, ClientTrust> _clients;

    internal CertificateTable(
        ProxySettings settings, IReadOnlyDictionary<string, ISiteCertificate> certificates, HttpChallenges challenges, TlsChallenges tlsChallenges)
    {
        Challenges = challenges;
        TlsChallenges = tlsChallenges;
        Settings = settings.Tls;
        _certificates = certificates;
        _clients = settings.Listeners.Where(listener => listener is { Tls: true, ClientCa: not null })
            .ToDictionary(listener => listener.Name, ClientTrust.Of);
        _byListener = settings.Listeners.Where(listener => listener.Tls).ToDictionary(
            listener => listener.Name, listener => Of(settings, listener.Name, certificates.ContainsKey));
    }

    /// <summary>What CAs are answered, which lives on over generations.</summary>
    public HttpChallenges Challenges { get; }

    /// <summary>What CAs are shown, which lives on over generations.</summary>
    public TlsChallenges TlsChallenges { get; }

    /// <summary>The table <c>[tls]</c> that holds with it.</summary>
    public TlsSettings Settings { get; }

    /// <summary>What to show; null to refuse the client.</summary>
    /// <param name="listener">The listener's name.</param>
    /// <param name="serverName">The name of the ClientHello (RFC 6066 §3); empty when it has none.</param>
    public ChosenCertificate? Choose(string listener, string serverName)
    {
        ArgumentNullException.ThrowIfNull(serverName);
        return _byListener.GetValueOrDefault(listener)?.Choose(serverName) is { } choice
            ? new ChosenCertificate(_certificates[choice.Site].For(choice.ForName ? serverName : null), choice.Site, serverName)
            : null;
    }

    /// <summary>What a listener asks of its clients' certificates; null when it does not ask.</summary>
    public ClientTrust? ClientsOf(string listener) => _clients.GetValueOrDefault(listener);

    /// <summary>The site whose certificate would be shown, as far as the settings say; null when the client would be refused.</summary>
    public static string? SiteShown(ProxySettings settings, string listener, string serverName)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(serverName);
        var able = settings.Sites.Where(site => HasOne(site, settings)).Select(site => site.Name).ToHashSet();
        return Of(settings, listener, able.Contains).Choose(serverName)?.Site;
    }

    /// <summary>
    /// Whether a request for a host may be answered on a connection whose handshake asked for another name (RFC 9110 §7.4): when both
    /// are of one site, or when the certificate that was shown is good for the host, on which clients may share a connection (RFC 9113 §9.1.1).
    /// </summary>
    /// <param name="listener">The listener's name.</param>
    /// <param name="shown">What the connection's handshake showed.</param>
    /// <param name="host">The request's Host; its port does not count.</param>
    public bool Admits(string listener, ChosenCertificate shown, string host)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var name = HostText.WithoutPort(host);
        if (shown.ServerName.Length == 0 || name.Equals(shown.ServerName, StringComparison.OrdinalIgnoreCase))
            return true;
        return _byListener.GetValueOrDefault(listener)?.SiteOf(name) == shown.Site || shown.Served.Covers(name.ToString());
    }

    /// <summary>What is shown now: for each site, and where each host has a certificate of its own, for each host.</summary>
    public IEnumerable<CurrentCertificate> Current() => _certificates.SelectMany(one =>
        one.Value.Names.Select(name => new CurrentCertificate(
            one.Key, name, one.Value.Kind, one.Value.For(name == AllHosts ? null : name))));

    /// <summary>The same for a name that was ordered on demand.</summary>
    public CurrentCertificate Current(string site, string name) =>
        new(site, name, _certificates[site].Kind, _certificates[site].For(name));

    private static bool HasOne(SiteSettings site, ProxySettings settings) =>
        settings.Acme is not null || site.Certificate is not (null or CertificateSettings.Acme);

    private static ListenerCertificates Of(ProxySettings settings, string listener, Func<string, bool> isAble) =>
        new([.. settings.Sites.Where(site => site.IsOn(listener))], isAble, settings.Tls.RejectUnknownNames);
}
