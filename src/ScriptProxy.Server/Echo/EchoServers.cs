using System.Net;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Server.Echo;

/// <summary>
/// The echo backends behind <c>echo:</c> servers, one for each name, on loopback ports; they live as long as the
/// process.
/// </summary>
internal sealed class EchoServers(ILoggerFactory logs) : IAsyncDisposable
{
    private readonly Dictionary<string, EchoServer> _servers = [];

    /// <summary>Starts those that are new, and says where each listens.</summary>
    public async Task<IReadOnlyDictionary<string, IPEndPoint>> For(ProxySettings settings)
    {
        var names = settings.Upstreams
            .SelectMany(upstream => upstream.Servers)
            .Select(server => server.Address)
            .OfType<ServerAddress.Echo>()
            .Select(echo => echo.Name)
            .Distinct()
            .ToList();
        foreach (var name in names.Where(name => !_servers.ContainsKey(name)))
        {
            var anyPort = new IPEndPoint(IPAddress.Loopback, 0);
            _servers.Add(name, await EchoServer.StartAsync(anyPort, name, logs, CancellationToken.None));
        }

        return names.ToDictionary(name => name, name => _servers[name].EndPoint);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
        _servers.Clear();
    }
}
