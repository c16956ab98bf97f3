using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// What Kestrel writes to: sends in the thread that flushes, and waits only for a client that does not take what it
/// is sent.
/// </summary>
internal sealed class LoopWriter : PipeWriter, ILoopWork, IValueTaskSource<FlushResult>
{
    private readonly Lock _gate = new();
    private readonly LoopConnection _connection;
    private readonly LoopSocket _socket;
    private readonly WriteBuffer _buffer = new();
    private ManualResetValueTaskSourceCore<FlushResult> _source;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private int _isCanceled;
    private bool _isBroken;
    private bool _isFlushing;
    private bool _isCompleted;

    public LoopWriter(LoopConnection connection, LoopSocket socket)
    {
        _connection = connection;
        _socket = socket;
        socket.Output.Waiter = this;
    }

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffer.Count;

    private bool IsStopped => Volatile.Read(ref _isCanceled) != 0 || _stop.IsCancellationRequested;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_isCompleted)
            throw new InvalidOperationException("Nothing can be written any more: the writer was completed.");
        return _buffer.Room(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        _connection.Counter?.Sending(bytes);
        _buffer.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<FlushResult>(cancellationToken);
        _stop = cancellationToken;
        if (Volatile.Read(ref _isCanceled) != 0 || Send() || Continue(isFlush: true))
        {
            _isFlushing = false;
            EndStopping();
            return new ValueTask<FlushResult>(TakeResult());
        }

        return new ValueTask<FlushResult>(this, _source.Version);
    }

    /// <summary>What TLS writes goes past the buffer.</summary>
    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (_buffer.Count > 0 || _isBroken || _isCompleted || IsStopped || cancellationToken.IsCancellationRequested)
            return base.WriteAsync(source, cancellationToken);
        var sent = Math.Max(_socket.Send(source.Span), 0);
        _connection.Counter?.Sending(sent);
        return sent == source.Length
            ? new ValueTask<FlushResult>(TakeResult())
            : base.WriteAsync(source[sent..], cancellationToken);
    }

    public override void CancelPendingFlush()
    {
        Volatile.Write(ref _isCanceled, 1);
        Stop();
    }

    public override void Complete(Exception? exception = null)
    {
        lock (_gate)
        {
            if (_isCompleted)
                return;
            _isCompleted = true;

            // Its end is the end of all.
            if (_isFlushing && exception is null)
                return;
        }

        if (exception is not null)
            _connection.Break(exception);
        else
            SendRest();
    }

    public void Run()
    {
        if (_isFlushing && IsStopped)
            _socket.Output.Keep();
        else if (!Send() && !Continue(_isFlushing))
            return;
        var (isFlushing, isCompleted) = (_isFlushing, false);
        lock (_gate)
        {
            _isFlushing = false;
            isCompleted = _isCompleted;
        }

        if (isCompleted)
            SendRest();
        if (isFlushing && _stop.IsCancellationRequested)
            _source.SetException(new OperationCanceledException(_stop));
        else if (isFlushing)
            _source.SetResult(TakeResult());
    }

    public FlushResult GetResult(short token)
    {
        EndStopping();
        return _source.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private FlushResult TakeResult() =>
        new(_isCanceled != 0 && Interlocked.Exchange(ref _isCanceled, 0) != 0, _isBroken);

    private void EndStopping()
    {
        if (_stopping == default)
            return;
        _stopping.Unregister();
        _stopping = default;
    }

    private void SendRest()
    {
        if (Send() || Continue(isFlush: false))
            _connection.Finish();
    }

    // False when not all of it could be sent.
    private bool Send()
    {
        if (_isBroken)
            _buffer.Release();
        while (_buffer.Count > 0)
        {
            var sent = _buffer.SendTo(_socket);
            if (sent >= 0)
                continue;
            if (sent == -Errno.Again)
                return false;
            _isBroken = true;
            _buffer.Release();
            _connection.Break(_connection.FailureOf(-sent));
        }

        return true;
    }

    // False where it waits for the client.
    private bool Continue(bool isFlush)
    {
        while (true)
        {
            if (_socket.Output.Take())
            {
                if (Send())
                    return true;
                continue;
            }

            if (isFlush)
                BeginFlushing();
            if (!_socket.Output.BeginWait())
                continue;

            // What ends a wait may have come while there was none.
            Stop();
            return false;
        }
    }

    private void BeginFlushing()
    {
        if (_isFlushing)
            return;
        _isFlushing = true;
        _source.Reset();
        if (_stop.CanBeCanceled)
            _stopping = _stop.UnsafeRegister(static writer => ((LoopWriter)writer!).Stop(), this);
    }

    // May come late, when there is another flush already that is not to be ended.
    private void Stop()
    {
        if (_isFlushing && IsStopped && _socket.Output.Interrupt())
            _socket.Loop.Post(this);
    }
}
