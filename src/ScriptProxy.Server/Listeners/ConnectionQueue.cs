using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using ScriptProxy.Observability.Traffic;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// What Kestrel takes for its listening socket: the connections that a <see cref="BoundSocket"/> hands over. Knows when
/// the last of them has ended.
/// </summary>
internal sealed class ConnectionQueue(EndPoint endPoint, ListenerCounters? counters = null)
    : IConnectionListener, IConnectionListenerFactory
{
    private readonly Channel<ConnectionContext> _connections = Channel.CreateUnbounded<ConnectionContext>();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One for the queue itself while it is open, and one for each connection.
    private int _open = 1;
    private int _bound;

    public EndPoint EndPoint { get; } = endPoint;

    /// <summary>Completes when it is closed and has no connection left.</summary>
    public Task Idle => _idle.Task;

    /// <param name="connection">The connection.</param>
    /// <param name="closed">Cancelled when it has ended, that of an upgraded one too.</param>
    /// <returns>False when the server takes no more.</returns>
    public bool TryAdd(ConnectionContext connection, CancellationToken closed)
    {
        Interlocked.Increment(ref _open);
        if (_connections.Writer.TryWrite(connection))
        {
            counters?.Accepted();
            closed.UnsafeRegister(static queue => ((ConnectionQueue)queue!).Release(), this);
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Takes no more; what is in it still goes to the server.</summary>
    public void Close()
    {
        if (_connections.Writer.TryComplete())
            Release();
    }

    /// <summary>Feeds the first end point that asks.</summary>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(Interlocked.Exchange(ref _bound, 1) == 0 ? this : new UnfedListener(endpoint));

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _connections.Reader.WaitToReadAsync(cancellationToken) && _connections.Reader.TryRead(out var connection)
            ? connection
            : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        Close();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        while (_connections.Reader.TryRead(out var connection))
            await connection.DisposeAsync();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _idle.TrySetResult();
    }
}
