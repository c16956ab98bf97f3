using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Server.Listeners;

/// <summary>Listeners that are bound and started but not yet open, and what stays as it is.</summary>
/// <param name="Bound">Sockets that were bound for them.</param>
/// <param name="Started">Their servers.</param>
/// <param name="Kept">Definitions of the servers that go on.</param>
internal sealed record ListenerChange(
    Dictionary<ListenAddress, BoundSocket> Bound, List<ListenerServer> Started, HashSet<string> Kept)
{
    /// <summary>Gives up what was prepared.</summary>
    public async Task Abandon()
    {
        await Task.WhenAll(Started.Select(server => server.Stop(new CancellationToken(canceled: true))));
        foreach (var socket in Bound.Values)
            await socket.DisposeAsync();
    }
}
