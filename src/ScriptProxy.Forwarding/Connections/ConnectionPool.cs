using System.Diagnostics.CodeAnalysis;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>The connections to one server. The one that was used last is used next, so that those too many grow old.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Shut closes what it owns, and connections in use end with their exchange.")]
internal sealed class ConnectionPool
{
    private readonly Lock _gate = new();
    private readonly Func<CancellationToken, ValueTask<Stream>> _dial;
    private readonly PoolSettings _settings;
    private readonly TimeProvider _time;
    private readonly List<ServerConnection> _all = [];
    private readonly List<ServerConnection> _idle = [];
    private readonly Queue<TaskCompletionSource<ServerConnection?>> _waiting = [];
    private readonly PoolTimer _timer;
    private int _opening;
    private long _swept;
    private bool _isShut;

    public ConnectionPool(Func<CancellationToken, ValueTask<Stream>> dial, PoolSettings settings, TimeProvider time)
    {
        _dial = dial;
        _settings = settings;
        _time = time;
        _timer = new PoolTimer(time, Sweep);
        _swept = time.GetTimestamp();
    }

    /// <summary>How many connections there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _all.Count;
        }
    }

    public int IdleCount
    {
        get
        {
            lock (_gate)
                return _idle.Count;
        }
    }

    /// <summary>Sees to it that a silence of this length is noticed in time.</summary>
    public void Mind(TimeSpan idle) => _timer.Mind(idle);

    /// <summary>One that is open already; null when there is none.</summary>
    public ServerConnection? TakeIdle()
    {
        while (true)
        {
            ServerConnection connection;
            lock (_gate)
            {
                if (_idle.Count == 0)
                    return null;
                connection = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }

            if (connection.IsQuiet && !connection.IsOld)
                return connection;
            Close(connection);
        }
    }

    /// <summary>A new one, or, when there are as many as there may be, the next that is let go of.</summary>
    public async ValueTask<ServerConnection> Open(CancellationToken stop)
    {
        while (TryReserve() is { } turn)
        {
            await using var leaving = stop.UnsafeRegister(static turn => ((TaskCompletionSource<ServerConnection?>)turn!).TrySetCanceled(), turn);
            if (await turn.Task is not { } free)
                continue;
            if (free.IsQuiet)
                return free;
            Close(free);
        }

        return await Dial(stop);
    }

    /// <summary>Takes one back whose exchange has left nothing on it.</summary>
    public void GiveBack(ServerConnection connection)
    {
        connection.IsUsed = true;
        connection.ReadAhead();
        if (connection.IsOld || !connection.IsQuiet)
        {
            Close(connection);
            return;
        }

        while (!Keep(connection, out var waiting))
        {
            if (waiting is null)
                Close(connection);
            else if (!waiting.TrySetResult(connection))
                continue;
            return;
        }
    }

    /// <summary>Closes one that nobody uses any more.</summary>
    public void Close(ServerConnection connection)
    {
        connection.Dispose();
        lock (_gate)
        {
            _all.Remove(connection);
            if (_all.Count == 0)
                _timer.Stop();
        }

        LetNextOpen();
    }

    /// <summary>Closes those that are idle, and from now on each that comes back.</summary>
    public void Shut()
    {
        lock (_gate)
            _isShut = true;
        while (TakeIdle() is { } connection)
            Close(connection);
    }

    // False where somebody waits for it, or nobody may have it.
    private bool Keep(ServerConnection connection, out TaskCompletionSource<ServerConnection?>? waiting)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out waiting) || _isShut)
                return false;
            connection.Since = _swept;
            _idle.Add(connection);
            return true;
        }
    }

    private async ValueTask<ServerConnection> Dial(CancellationToken stop)
    {
        try
        {
            var connection = new ServerConnection(await _dial(stop), _time);
            lock (_gate)
            {
                _opening--;
                _all.Add(connection);
                if (_all.Count == 1)
                {
                    _swept = connection.OpenedAt;
                    _timer.Start();
                }
            }

            return connection;
        }
        catch
        {
            lock (_gate)
                _opening--;
            LetNextOpen();
            throw;
        }
    }

    // Null when one may be opened.
    private TaskCompletionSource<ServerConnection?>? TryReserve()
    {
        lock (_gate)
        {
            if (_all.Count + _opening < _settings.MostConnections)
            {
                _opening++;
                return null;
            }

            var turn = new TaskCompletionSource<ServerConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn;
        }
    }

    private void LetNextOpen()
    {
        TaskCompletionSource<ServerConnection?>? waiting;
        do
        {
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out waiting))
                    return;
            }
        }
        while (!waiting.TrySetResult(null));
    }

    private void Sweep()
    {
        List<ServerConnection> all;
        List<ServerConnection> unfit;
        lock (_gate)
        {
            _swept = _time.GetTimestamp();
            all = [.. _all];
            unfit = _idle.FindAll(IsUnfit);
            if (unfit.Count > 0)
                _idle.RemoveAll(unfit.Contains);
        }

        unfit.ForEach(Close);
        foreach (var connection in all)
        {
            connection.IsOld |= IsOver(connection.OpenedAt, _settings.Lifetime);
            connection.Watch.Look();
        }
    }

    private bool IsUnfit(ServerConnection idle) =>
        !idle.IsQuiet || idle.IsOld || IsOver(idle.Since, _settings.IdleExpiry);

    private bool IsOver(long since, TimeSpan limit) =>
        limit != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(since) >= limit;
}
