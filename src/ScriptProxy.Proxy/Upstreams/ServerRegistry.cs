using System.Net;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// All servers that some upstream uses, by definition: they keep their health, their counts and the operator's wishes when the
/// upstream around them changes. Guarded by <see cref="UpstreamRegistry"/>.
/// </summary>
internal sealed class ServerRegistry(TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Entry> _entries = [];
    private long _numbers;

    public UpstreamServer Take(
        UpstreamSettings upstream, ServerSettings settings, IReadOnlyDictionary<string, IPEndPoint> echoes)
    {
        var definition = DefinitionOf(upstream, settings);
        if (!_entries.TryGetValue(definition, out var entry))
        {
            var location = ServerLocation.Of(_numbers++, settings.Address, upstream.Http, echoes);
            entry = new Entry(definition, new UpstreamServer(upstream.Name, settings, location, time));
            _entries.Add(definition, entry);
        }

        entry.Uses++;
        return entry.Server;
    }

    public void GiveBack(UpstreamServer server)
    {
        var entry = _entries.Values.First(entry => ReferenceEquals(entry.Server, server));
        if (--entry.Uses > 0)
            return;
        _entries.Remove(entry.Definition);
        server.Dispose();
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Server.Dispose();
        _entries.Clear();
    }

    private static string DefinitionOf(UpstreamSettings upstream, ServerSettings server) => string.Join(
        '\t', upstream.Name, server.Name, server.Address, server.Weight, server.Backup,
        ServerLocation.SchemeOf(server.Address, upstream.Http));

    private sealed class Entry(string definition, UpstreamServer server)
    {
        public string Definition { get; } = definition;

        public UpstreamServer Server { get; } = server;

        public int Uses { get; set; }
    }
}
