using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Listeners;

/// <summary>The listeners that serve. A reload leaves those that did not change alone.</summary>
internal sealed class ListenerSet(
    Func<string, ProxyApplication> applicationFor, IoThreads threads, ILoggerFactory logs) : IDisposable
{
    private readonly Dictionary<ListenAddress, BoundSocket> _sockets = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _draining = [];
    private Dictionary<string, ListenerServer> _servers = [];

    /// <summary>Binds and starts what is new or changed, without accepting a connection. Nothing that serves is touched.</summary>
    public async Task<(ListenerChange? Change, IReadOnlyList<Diagnostic> Diagnostics)> Prepare(
        IReadOnlyList<ListenerSettings> listeners)
    {
        var toStart = listeners.Where(listener => !_servers.ContainsKey(ListenerServer.DefinitionOf(listener))).ToList();
        var kept = listeners.Select(ListenerServer.DefinitionOf).Where(_servers.ContainsKey).ToHashSet();
        var change = new ListenerChange([], [], kept);
        var problems = new List<Diagnostic>();
        try
        {
            foreach (var listener in toStart)
                Bind(listener, change.Bound, problems);
            if (problems.Count == 0)
                await Start(toStart, change);
        }
        catch
        {
            await change.Abandon();
            throw;
        }

        if (problems.Count == 0)
            return (change, problems);
        await change.Abandon();
        return (null, problems);
    }

    /// <summary>The generation has been switched: opens the new ones and stops, in the background, what is no longer wanted.</summary>
    /// <param name="change">What was prepared.</param>
    /// <param name="patience">How long the old ones wait for idle connections.</param>
    /// <param name="drain">How long they may go on with requests in flight; null for as long as it takes.</param>
    public void Commit(ListenerChange change, TimeSpan patience, TimeSpan? drain)
    {
        var stopping = _servers.Where(server => !change.Kept.Contains(server.Key)).Select(server => server.Value).ToList();
        _servers = _servers.Where(server => change.Kept.Contains(server.Key)).ToDictionary();
        foreach (var (address, socket) in change.Bound)
            _sockets.Add(address, socket);
        foreach (var server in change.Started)
        {
            _servers.Add(server.Definition, server);
            server.Open();
        }

        _draining.RemoveAll(task => task.IsCompleted);
        _draining.Add(Drain(stopping, UnusedSockets(), patience, drain ?? Timeout.InfiniteTimeSpan));
    }

    /// <summary>Stops all, those of earlier generations that still drain included.</summary>
    public async Task StopAll(TimeSpan drain)
    {
        _ending.CancelAfter(drain);
        var all = _servers.Values.ToList();
        _servers = [];
        var sockets = UnusedSockets();
        foreach (var socket in sockets)
            await socket.Close();
        await Task.WhenAll(all.Select(server => server.Stop(_ending.Token)));
        await Task.WhenAll(_draining);
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    public void Dispose() => _ending.Dispose();

    private async Task Start(List<ListenerSettings> listeners, ListenerChange change)
    {
        foreach (var listener in listeners)
        {
            var socket = change.Bound.GetValueOrDefault(listener.Address.Value) ?? _sockets[listener.Address.Value];
            change.Started.Add(await ListenerServer.Start(listener, socket, applicationFor(listener.Name), logs));
        }
    }

    private void Bind(ListenerSettings listener, Dictionary<ListenAddress, BoundSocket> bound, List<Diagnostic> problems)
    {
        var address = listener.Address.Value;
        if (_sockets.ContainsKey(address))
            return;
        try
        {
            bound.Add(address, BoundSocket.Bind(address, threads, logs));
        }
        catch (SocketException exception)
        {
            var ours = _sockets.Keys.FirstOrDefault(held => PortOf(held) is { } port && port == PortOf(address));
            problems.Add(ServerProblems.CannotBind(listener, exception, ours));
        }
    }

    private List<BoundSocket> UnusedSockets()
    {
        var unused = _sockets.Keys.Except(_servers.Values.Select(server => server.Address)).ToList();
        return unused.ConvertAll(address =>
        {
            _sockets.Remove(address, out var socket);
            return socket!;
        });
    }

    private async Task Drain(
        List<ListenerServer> servers, List<BoundSocket> sockets, TimeSpan patience, TimeSpan drain)
    {
        foreach (var socket in sockets)
            await socket.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        limit.CancelAfter(drain);
        await Task.WhenAll(servers.Select(server => server.Drain(patience, limit.Token)));
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    private static int? PortOf(ListenAddress address) => address switch
    {
        ListenAddress.AnyIp any => any.Port,
        ListenAddress.Ip ip => ip.Port,
        _ => null,
    };
}
