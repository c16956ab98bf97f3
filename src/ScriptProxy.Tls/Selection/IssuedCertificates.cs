using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ScriptProxy.Tls.Issuing;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Selection;

/// <summary>
/// The certificates that are made here, by the names they are for: they live on over reloads, so that clients go on with their
/// sessions.
/// </summary>
public sealed class IssuedCertificates(ILoggerFactory logs, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, IssuedCertificate> _internal = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IssuedCertificate> _standIns = new(StringComparer.Ordinal);
    private readonly SelfSigned _selfSigned = new();
    private (string Folder, LocalCa Ca)? _ca;

    /// <summary>Opens the CA of the state folder, unless it is open.</summary>
    /// <exception cref="StoreException">The folder cannot be read or written.</exception>
    public async Task OpenCa(string stateFolder, CancellationToken stop)
    {
        if (_ca?.Folder == stateFolder)
            return;
        _ca = (stateFolder, await LocalCa.Open(stateFolder, logs, time, stop));
        _internal.Clear();
    }

    /// <summary>The one of the local CA, which is open, for a site's hosts.</summary>
    internal IssuedCertificate Internal(IReadOnlyList<string> hosts)
    {
        var (ca, names) = (_ca!.Value.Ca, IssuedNames.Of(hosts));
        return _internal.GetOrAdd(string.Join(',', names), _ => new IssuedCertificate(ca, names, "internal", false, time));
    }

    /// <summary>Forgets those for other hosts; a generation that still shows one goes on with it.</summary>
    internal void Keep(IEnumerable<IReadOnlyList<string>> hosts)
    {
        var kept = hosts.Select(one => string.Join(',', IssuedNames.Of(one))).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _internal.Keys.Where(names => !kept.Contains(names)))
            _internal.TryRemove(gone, out _);
        foreach (var gone in _standIns.Keys.Where(names => !kept.Contains(names)))
            _standIns.TryRemove(gone, out _);
    }

    /// <summary>The self-signed one for a site's hosts.</summary>
    internal IssuedCertificate StandIn(IReadOnlyList<string> hosts)
    {
        var names = IssuedNames.Of(hosts);
        return _standIns.GetOrAdd(
            string.Join(',', names), _ => new IssuedCertificate(_selfSigned, names, "self-signed", true, time));
    }
}
