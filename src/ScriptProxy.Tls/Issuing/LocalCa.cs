using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Issuing;

/// <summary>
/// The CA behind <c>certificate = "internal"</c>: made once, kept in <c>internal</c> below the state folder, so that trusting it once
/// is enough. Its leafs are short-lived and kept nowhere.
/// </summary>
public sealed class LocalCa : ILeafIssuer
{
    private const string Entry = "ca";

    // Public, for whoever is to trust it; the entry has the key too.
    private const string RootFile = "root.crt";

    internal static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
    private static readonly TimeSpan Life = TimeSpan.FromDays(10 * 365);
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(30);
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(7);

    private readonly CertificateBundle _ca;

    private LocalCa(CertificateBundle ca, string rootPath)
    {
        _ca = ca;
        RootPath = rootPath;
    }

    /// <summary>The CA's certificate, without key.</summary>
    public X509Certificate2 Root => _ca.Leaf;

    /// <summary>Full path of the file that has it.</summary>
    public string RootPath { get; }

    /// <summary>The CA of a state folder; made when there is none, or when it ends soon.</summary>
    /// <exception cref="StoreException">The folder cannot be read or written.</exception>
    public static async Task<LocalCa> Open(string stateFolder, ILoggerFactory logs, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(time);
        var store = new CertificateStore(Path.Combine(stateFolder, "internal"), logs, time);
        if (Good(store, time) is { } there)
            return there;

        // Two proxies that start together make one.
        using var held = await store.Lock(Entry, stop);
        return Good(store, time) ?? Make(store, time);
    }

    CertificateBundle ILeafIssuer.Issue(IReadOnlyList<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = CertificateTemplate.OfServer(names, key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        var end = new DateTimeOffset(Math.Min((now + LeafLife).UtcTicks, _ca.NotAfter.UtcTicks), TimeSpan.Zero);
        var begin = new DateTimeOffset(Math.Max((now - ClockSkew).UtcTicks, _ca.NotBefore.UtcTicks), TimeSpan.Zero);
        using var signed = request.Create(Root, begin, end, CertificateTemplate.SerialNumber());
        return new CertificateBundle(signed.CopyWithPrivateKey(key), []);
    }

    private static LocalCa? Good(CertificateStore store, TimeProvider time)
    {
        if (store.Find(Entry) is not { } entry)
            return null;
        if (entry.Bundle.NotAfter - TooOld > time.GetUtcNow())
            return new LocalCa(entry.Bundle, store.PathOfPublic(RootFile));
        entry.Dispose();
        return null;
    }

    private static LocalCa Make(CertificateStore store, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();

        // Named after its making: two of the same name in one trust store would be taken for each other.
        var name = string.Create(CultureInfo.InvariantCulture, $"ScriptProxy local CA {now:yyyy-MM-dd HH:mm:ss}");
        var ca = new CertificateBundle(CertificateTemplate.OfCa(name, key).CreateSelfSigned(now - ClockSkew, now + Life), []);
        store.SavePublic(RootFile, ca.Leaf.ExportCertificatePem() + "\n");
        store.Save(Entry, ca);
        return new LocalCa(ca, store.PathOfPublic(RootFile));
    }
}
