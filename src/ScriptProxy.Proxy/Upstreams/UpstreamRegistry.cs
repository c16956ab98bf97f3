using System.Net;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// All upstreams that some generation uses, by definition: a reload that leaves one unchanged goes on with the same
/// connections and counts.
/// </summary>
internal sealed class UpstreamRegistry(UpstreamClients clients, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly ServerRegistry _servers = new(time);

    public UpstreamLease Lease(UpstreamSettings settings, IReadOnlyDictionary<string, IPEndPoint> echoes)
    {
        var definition = DefinitionOf(settings);
        lock (_gate)
        {
            if (!_entries.TryGetValue(definition, out var entry))
                _entries.Add(definition, entry = new Entry(Make(settings, echoes)));
            entry.Leases++;
            return new UpstreamLease(entry.Upstream, () => Release(definition));
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _servers.Dispose();
    }

    private Upstream Make(UpstreamSettings settings, IReadOnlyDictionary<string, IPEndPoint> echoes)
    {
        UpstreamServer[] servers = [.. settings.Servers.Select(server => _servers.Take(settings, server, echoes))];
        try
        {
            return new Upstream(settings, servers, clients);
        }
        catch
        {
            Array.ForEach(servers, _servers.GiveBack);
            throw;
        }
    }

    private void Release(string definition)
    {
        lock (_gate)
        {
            var entry = _entries[definition];
            if (--entry.Leases > 0)
                return;
            _entries.Remove(definition);
            entry.Upstream.Dispose();
            foreach (var server in entry.Upstream.Servers)
                _servers.GiveBack(server);
        }
    }

    // All that connections and counts depend on. Where the definition stands in the file, and how servers are balanced, checked
    // and tried again, is not part of it.
    private static string DefinitionOf(UpstreamSettings settings)
    {
        var servers = settings.Servers.Select(server => $"{server.Name}\t{server.Address}\t{server.Weight}\t{server.Backup}");
        return string.Join(
            '\n',
            [
                settings.Name, $"{settings.Http} {settings.ConnectTimeout} {settings.IdleTimeout}",
                $"{settings.MaxResponseHeaders} {settings.Forwarded} {settings.Host} {settings.ProxyProtocol}", ServerTls.DefinitionOf(settings.Tls), .. servers,
            ]);
    }

    private sealed class Entry(Upstream upstream)
    {
        public Upstream Upstream { get; } = upstream;

        public int Leases { get; set; }
    }
}
