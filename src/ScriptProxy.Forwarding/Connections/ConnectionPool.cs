using System.Diagnostics.CodeAnalysis;

namespace ScriptProxy.Forwarding.Connections;

/// <summary>
/// The connections to one server. Those that belong to a loop are used by its requests only, as one that is passed between processors
/// takes its caches along. Those that belong to none, as all with TLS, are for everybody, and what runs on no loop may use any.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Shut closes what it owns, and connections in use end with their exchange.")]
internal sealed class ConnectionPool
{
    private readonly Lock _gate = new();
    private readonly Func<CancellationToken, ValueTask<Stream>> _dial;
    private readonly PoolSettings _settings;
    private readonly TimeProvider _time;
    private readonly List<ServerConnection> _all = [];
    private readonly IdleConnections[] _idle;
    private readonly Queue<TaskCompletionSource<ServerConnection?>> _waiting = [];
    private readonly PoolTimer _timer;
    private int _opening;
    private long _swept;
    private int _waiters;
    private volatile bool _isShut;

    public ConnectionPool(Func<CancellationToken, ValueTask<Stream>> dial, PoolSettings settings, TimeProvider time)
    {
        _dial = dial;
        _settings = settings;
        _time = time;
        _idle = [.. Enumerable.Range(0, Wire.LoopCount + 1).Select(static _ => new IdleConnections())];
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

    public int IdleCount => _idle.Sum(static idle => idle.Count);

    /// <summary>Sees to it that a silence of this length is noticed in time.</summary>
    public void Mind(TimeSpan idle) => _timer.Mind(idle);

    /// <summary>One that is open already; null when there is none.</summary>
    public ServerConnection? TakeIdle()
    {
        var loop = Wire.CurrentLoop;
        return loop == 0 ? TakeFromAny() : TakeFrom(IdleOf(loop)) ?? TakeFrom(IdleOf(0));
    }

    /// <summary>A new one, or, when there are as many as there may be, the next that is let go of.</summary>
    public async ValueTask<ServerConnection> Open(CancellationToken stop)
    {
        while (TryReserve() is { } turn)
        {
            TakeBack();
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

        if (Volatile.Read(ref _waiters) > 0 && PassOn(connection))
            return;
        connection.Since = _swept;
        IdleOf(connection.Loop).Add(connection);

        // Whoever has begun to wait for one, or to shut the pool, may have looked here before.
        if (_isShut || Volatile.Read(ref _waiters) > 0)
            TakeBack();
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
        _isShut = true;
        CloseAll(static _ => true);
    }

    private IdleConnections IdleOf(int loop) => _idle[loop % _idle.Length];

    private ServerConnection? TakeFromAny()
    {
        foreach (var idle in _idle)
        {
            if (TakeFrom(idle) is { } connection)
                return connection;
        }

        return null;
    }

    private ServerConnection? TakeFrom(IdleConnections idle)
    {
        while (idle.Take() is { } connection)
        {
            if (connection.IsQuiet && !connection.IsOld)
                return connection;
            Close(connection);
        }

        return null;
    }

    // To whoever waits for one, while somebody does.
    private bool PassOn(ServerConnection connection)
    {
        while (NextWaiting() is { } waiting)
        {
            if (waiting.TrySetResult(connection))
                return true;
        }

        return false;
    }

    // What has been put down is for those who wait, and for nobody once it is shut.
    private void TakeBack()
    {
        if (_isShut)
            CloseAll(static _ => true);
        else if (TakeFromAny() is { } connection && !PassOn(connection))
            IdleOf(connection.Loop).Add(connection);
    }

    private TaskCompletionSource<ServerConnection?>? NextWaiting()
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var next))
                return null;
            Interlocked.Decrement(ref _waiters);
            return next;
        }
    }

    private void CloseAll(Predicate<ServerConnection> unfit)
    {
        foreach (var idle in _idle)
            idle.TakeAll(unfit).ForEach(Close);
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
            Interlocked.Increment(ref _waiters);
            return turn;
        }
    }

    private void LetNextOpen()
    {
        while (NextWaiting() is { } waiting && !waiting.TrySetResult(null))
        {
            // The next one.
        }
    }

    private void Sweep()
    {
        List<ServerConnection> all;
        lock (_gate)
        {
            _swept = _time.GetTimestamp();
            all = [.. _all];
        }

        CloseAll(IsUnfit);
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
