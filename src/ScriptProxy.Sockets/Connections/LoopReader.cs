using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Connections;

/// <summary>
/// What Kestrel reads from: receives when it is asked for more, and not before, so that what is not wanted yet waits
/// in the kernel.
/// </summary>
internal sealed class LoopReader : PipeReader, ILoopWork, IValueTaskSource<ReadResult>
{
    // A client that is never slower than we are must not keep a loop for itself.
    private const int MostInARow = 16;

    private readonly LoopConnection _connection;
    private readonly LoopSocket _socket;
    private readonly ReadBuffer _buffer = new();
    private ManualResetValueTaskSourceCore<ReadResult> _source;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private Exception? _failure;
    private int _inARow;
    private int _isCanceled;
    private bool _isEnded;
    private bool _isReading;
    private bool _isCompleted;

    // It is the loop's to go on with the reading. It is told when it knows how: before that, this thread would.
    private bool _isOwed;

    public LoopReader(LoopConnection connection, LoopSocket socket)
    {
        _connection = connection;
        _socket = socket;
        socket.Input.Waiter = this;
    }

    private bool HasResult => _buffer.HasUnexamined || _isEnded || Volatile.Read(ref _isCanceled) != 0;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        ThrowIfCompleted();
        _stop = cancellationToken;

        // Connections begin on a thread of the pool, where even what has been received is not given at once: requests run on
        // the loop.
        var isLeft = HasResult ? !_buffer.IsBegun && EventLoop.Current is null && LeaveToLoop() : !Begin();
        if (isLeft)
            return new ValueTask<ReadResult>(this, _source.Version);
        EndReading();
        return _failure is null
            ? new ValueTask<ReadResult>(TakeResult())
            : ValueTask.FromException<ReadResult>(_failure);
    }

    public override bool TryRead(out ReadResult result)
    {
        ThrowIfCompleted();
        if (!HasResult && !(_socket.Input.Take() && Receive()))
        {
            result = default;
            return false;
        }

        if (_failure is not null)
            throw _failure;
        result = TakeResult();
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _connection.Counter?.Received();
        _buffer.Advance(consumed, examined);
    }

    public override void CancelPendingRead()
    {
        Volatile.Write(ref _isCanceled, 1);
        if (_socket.Input.Interrupt())
            _socket.Loop.Post(this);
    }

    public override void Complete(Exception? exception = null)
    {
        if (_isCompleted)
            return;
        _isCompleted = true;

        // What is being received into must not be lent to somebody else.
        if (!_isReading)
            _buffer.Release();
    }

    public void Run()
    {
        _inARow = 0;
        if (_stop.IsCancellationRequested)
        {
            _socket.Input.Keep();
            _source.SetException(new OperationCanceledException(_stop));
            return;
        }

        if (Volatile.Read(ref _isCanceled) != 0)
            _socket.Input.Keep();
        else if (!HasResult && !Receive() && !Begin())
            return;
        if (_failure is null)
            _source.SetResult(TakeResult());
        else
            _source.SetException(_failure);
    }

    public ReadResult GetResult(short token)
    {
        EndReading();
        return _source.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        var isOwed = _isOwed;
        _isOwed = false;
        _source.OnCompleted(continuation, state, token, flags);
        if (isOwed)
            _socket.Loop.Post(this);
    }

    private ReadResult TakeResult() =>
        new(_buffer.Unconsumed, _isCanceled != 0 && Interlocked.Exchange(ref _isCanceled, 0) != 0, _isEnded);

    private void ThrowIfCompleted()
    {
        if (_isCompleted)
            throw new InvalidOperationException("Nothing can be read any more: the reader was completed.");
    }

    // False where it waits.
    private bool Begin()
    {
        while (true)
        {
            if (!_socket.Input.Take())
            {
                if (BeginWait())
                    return false;
            }
            else if (_inARow++ >= MostInARow || EventLoop.Current is null)
            {
                return !LeaveToLoop();
            }
            else if (Receive())
            {
                return true;
            }
        }
    }

    private bool LeaveToLoop()
    {
        BeginReading();
        _isOwed = true;
        return true;
    }

    // False when there is nothing.
    private bool Receive()
    {
        var count = _socket.Receive(_buffer.Room());
        if (count > 0)
        {
            _buffer.Received(count);
            _connection.Received();
            return true;
        }

        _buffer.ReleaseEmpty();
        if (count == -Errno.Again)
            return false;
        _isEnded = true;
        if (count < 0)
            _failure = _connection.FailureOf(-count);
        return true;
    }

    private void BeginReading()
    {
        // Run may have come here from a wait of the same reading.
        if (_isReading)
            return;
        _isReading = true;
        _source.Reset();
        if (_stop.CanBeCanceled)
            _stopping = _stop.UnsafeRegister(static reader => ((LoopReader)reader!).Stop(), this);
    }

    private void EndReading()
    {
        if (!_isReading)
            return;
        _isReading = false;
        _stopping.Unregister();
        _stopping = default;
    }

    private bool BeginWait()
    {
        BeginReading();
        if (!_socket.Input.BeginWait())
            return false;

        // What ends a wait may have come while there was none.
        Stop();
        return true;
    }

    // May come late, when there is another reading already that is not to be ended.
    private void Stop()
    {
        if ((Volatile.Read(ref _isCanceled) != 0 || _stop.IsCancellationRequested) && _socket.Input.Interrupt())
            _socket.Loop.Post(this);
    }
}
