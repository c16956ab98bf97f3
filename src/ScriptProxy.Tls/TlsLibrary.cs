using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Challenges;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls;

/// <summary>
/// The door to this floor: makes each generation's table of certificates, and holds what lives on over reloads, so that a
/// certificate that did not change keeps the sessions of its clients.
/// </summary>
/// <param name="logs">Where corrupt entries of the store are reported.</param>
/// <param name="time">What lifetimes are measured by.</param>
public sealed class TlsLibrary(ILoggerFactory logs, TimeProvider time)
{
    private readonly IssuedCertificates _issued = new(logs, time);
    private readonly Dictionary<string, ServedCertificate> _files = new(StringComparer.Ordinal);
    private CertificateStore? _store;

    /// <summary>The ordered certificates that are shown; what arrives is put here after it was stored.</summary>
    public OrderedCertificates Ordered { get; } = new();

    /// <summary>The challenges of orders that are under way.</summary>
    public HttpChallenges Challenges { get; } = new();

    /// <summary>The same for those by TLS.</summary>
    public TlsChallenges TlsChallenges { get; } = new(time);

    /// <summary>The store of the state folder that the last table was built for; null before the first.</summary>
    public CertificateStore? Store => _store;

    /// <summary>The table of one generation; null when it cannot be made. Loads come one after the other.</summary>
    /// <param name="settings">All that proxy.toml says, without mistakes.</param>
    /// <param name="bundles">What <see cref="Files.CertificateFiles"/> read; the table owns them.</param>
    /// <param name="stop">Ends waiting for another process that makes the local CA.</param>
    public async Task<(CertificateTable? Table, IReadOnlyList<Diagnostic> Diagnostics)> Build(
        ProxySettings settings, IReadOnlyDictionary<string, CertificateBundle> bundles, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(bundles);
        if (await OpenCa(settings, stop) is { } noCa)
            return (null, [noCa]);
        var unread = OpenStore(settings);
        var certificates = settings.Sites
            .Select(site => (site.Name, Certificate: Of(site, settings, bundles)))
            .Where(one => one.Certificate is not null)
            .ToDictionary(one => one.Name, one => one.Certificate!, StringComparer.Ordinal);
        _issued.Keep(settings.Sites.Select(site => (IReadOnlyList<string>)[.. site.Hosts.Select(host => host.Value)]));
        foreach (var gone in _files.Keys.Except(bundles.Keys).ToList())
            _files.Remove(gone);
        return (new CertificateTable(settings, certificates, Challenges, TlsChallenges), unread is null ? [] : [unread]);
    }

    private async Task<Diagnostic?> OpenCa(ProxySettings settings, CancellationToken stop)
    {
        if (settings.Sites.FirstOrDefault(site => site.Certificate is CertificateSettings.Internal) is not { } asking)
            return null;
        try
        {
            await _issued.OpenCa(settings.Global.StateFolder, stop);
            return null;
        }
        catch (StoreException exception)
        {
            return TlsProblems.CaNotKept(asking.Place, asking.Name, exception.Message);
        }
    }

    private Diagnostic? OpenStore(ProxySettings settings)
    {
        var folder = CertificateStore.FolderIn(settings.Global.StateFolder);
        if (settings.Acme is null || _store?.Folder == folder)
            return null;
        try
        {
            var store = new CertificateStore(folder, logs, time);
            Ordered.Load(store);
            _store = store;
            return null;
        }
        catch (StoreException exception)
        {
            return TlsProblems.StoreUnreadable(settings.Acme.Place, exception.Message);
        }
    }

    private ISiteCertificate? Of(
        SiteSettings site, ProxySettings settings, IReadOnlyDictionary<string, CertificateBundle> bundles)
    {
        List<string> hosts = [.. site.Hosts.Select(host => host.Value)];
        var first = hosts.FirstOrDefault(CertificateTable.AllHosts);
        return site.Certificate switch
        {
            CertificateSettings.Internal => new InternalCertificate(_issued.Internal(hosts), first),
            CertificateSettings.Files files => new FileCertificate(Kept(site.Name, bundles[site.Name], files.Cert.Value), first),
            CertificateSettings.Pfx pfx => new FileCertificate(Kept(site.Name, bundles[site.Name], pfx.Path.Value), first),
            _ when settings.Acme is not null => new OrderedCertificate(Ordered, _issued.StandIn(hosts), hosts),
            _ => null,
        };
    }

    private ServedCertificate Kept(string site, CertificateBundle bundle, string path)
    {
        if (_files.TryGetValue(site, out var kept) && kept.Source == path && kept.IsSameAs(bundle))
        {
            bundle.Dispose();
            return kept;
        }

        return _files[site] = new ServedCertificate(bundle, path);
    }
}
