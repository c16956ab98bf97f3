using System.Collections.Frozen;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Selection;

/// <summary>
/// The certificates of the store as they serve, found by the names they are made out for. Lives as long as the proxy, whatever
/// is reloaded; what is put into it is shown from the next handshake on.
/// </summary>
public sealed class OrderedCertificates
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, ServedCertificate> _byEntry = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ServedCertificate> _byHost = FrozenDictionary<string, ServedCertificate>.Empty;

    /// <summary>Takes in all entries of a store.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public void Load(CertificateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        lock (_changing)
        {
            foreach (var name in store.Names())
            {
                // What the entry holds is shown from now on, so it is not disposed.
                if (store.Find(name) is { } entry)
                    _byEntry[name] = new ServedCertificate(entry.Bundle, store.PathOf(name));
            }

            Publish();
        }
    }

    /// <summary>Shows a certificate from now on, in place of the one of that entry.</summary>
    /// <param name="entry">Its name in the store.</param>
    /// <param name="bundle">The certificate; it is not to be disposed afterwards.</param>
    /// <param name="source">Where it comes from, for people: its path in the store.</param>
    public void Put(string entry, CertificateBundle bundle, string source)
    {
        var served = new ServedCertificate(bundle, source);
        lock (_changing)
        {
            _byEntry[entry] = served;
            Publish();
        }
    }

    /// <summary>No longer shows the certificate of that entry.</summary>
    public void Forget(string entry)
    {
        lock (_changing)
        {
            if (_byEntry.Remove(entry))
                Publish();
        }
    }

    /// <summary>The certificate for a host, or one with a wildcard that covers it; null when there is none.</summary>
    public ServedCertificate? Find(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var byHost = Volatile.Read(ref _byHost);
        if (byHost.TryGetValue(host, out var found))
            return found;
        return Hosts.WildcardOf(host) is { } wildcard && byHost.TryGetValue(wildcard, out found) ? found : null;
    }

    // Of two for one name the one that is good for longer.
    private void Publish() => Volatile.Write(
        ref _byHost,
        _byEntry.Values
            .SelectMany(served => served.Names.Select(name => (name, served)))
            .GroupBy(pair => pair.name, pair => pair.served, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                group => group.Key, group => group.MaxBy(served => served.NotAfter)!, StringComparer.OrdinalIgnoreCase));
}
