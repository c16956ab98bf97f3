using System.Threading.Tasks.Sources;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Streams;

/// <summary>Receives into a buffer of the caller's, again and again, one call at a time.</summary>
internal sealed class ReceiveOperation : ILoopWork, IValueTaskSource<int>
{
    // A peer that is never slower than we are must not keep a loop for itself.
    private const int MostInARow = 16;

    private readonly LoopSocket _socket;
    private ManualResetValueTaskSourceCore<int> _source;
    private Memory<byte> _buffer;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;
    private int _inARow;

    public ReceiveOperation(LoopSocket socket)
    {
        _socket = socket;
        socket.Input.Waiter = this;
    }

    /// <summary>
    /// How many bytes have come; 0 for the end. An empty buffer waits until there is something to receive.
    /// </summary>
    public ValueTask<int> Receive(Memory<byte> buffer, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(stop);
        _buffer = buffer;
        _stop = stop;
        if (Begin() is not { } result)
            return new ValueTask<int>(this, _source.Version);
        return result >= 0 ? new ValueTask<int>(result) : ValueTask.FromException<int>(Failure(-result));
    }

    /// <summary>Receives what is there already; null when nothing is.</summary>
    public int? TryReceive(Span<byte> buffer)
    {
        if (!_socket.Input.Take())
            return null;
        var result = _socket.Receive(buffer);
        if (result == -Errno.Again)
            return null;
        return result >= 0 ? result : throw Failure(-result);
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

        var result = Call();
        while (result == -Errno.Again)
        {
            if (_socket.Input.BeginWait())
                return;
            if (_socket.Input.Take())
                result = Call();
        }

        if (result >= 0)
            _source.SetResult(result);
        else
            _source.SetException(Failure(-result));
    }

    public int GetResult(short token)
    {
        _stopping.Unregister();
        _stopping = default;
        return _source.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    // Null where it waits.
    private int? Begin()
    {
        while (true)
        {
            if (!_socket.Input.Take())
            {
                if (BeginWait())
                    return null;
            }
            else if (_inARow++ >= MostInARow)
            {
                _source.Reset();
                _socket.Loop.Post(this);
                return null;
            }
            else if (Call() is var result && result != -Errno.Again)
            {
                return result;
            }
        }
    }

    private int Call()
    {
        if (!_buffer.IsEmpty)
            return _socket.Receive(_buffer.Span);
        _socket.Input.Keep();
        return 0;
    }

    private bool BeginWait()
    {
        _source.Reset();
        if (_stop.CanBeCanceled)
            _stopping = _stop.UnsafeRegister(static operation => ((ReceiveOperation)operation!).Cancel(), this);
        if (_socket.Input.BeginWait())
        {
            // It may have been cancelled while there was no wait to end.
            if (_stop.IsCancellationRequested)
                Cancel();
            return true;
        }

        _stopping.Unregister();
        return false;
    }

    // May come late, when there is another call already that is not to be cancelled.
    private void Cancel()
    {
        if (_stop.IsCancellationRequested && _socket.Input.Interrupt())
            _socket.Loop.Post(this);
    }

    private static IOException Failure(int errno)
    {
        var cause = Errno.Exception(errno);
        return new IOException($"Unable to read data from the transport connection: {cause.Message}.", cause);
    }
}
