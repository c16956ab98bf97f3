using System.Threading.Tasks.Sources;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Streams;

/// <summary>Sends all of a buffer of the caller's, again and again, one call at a time.</summary>
internal sealed class SendOperation : ILoopWork, IValueTaskSource
{
    private readonly LoopSocket _socket;
    private ManualResetValueTaskSourceCore<bool> _source;
    private ReadOnlyMemory<byte> _left;
    private CancellationToken _stop;
    private CancellationTokenRegistration _stopping;

    public SendOperation(LoopSocket socket)
    {
        _socket = socket;
        socket.Output.Waiter = this;
    }

    public ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return ValueTask.FromCanceled(stop);
        if (bytes.IsEmpty)
            return default;

        // Nearly always there is room for all of it.
        var sent = _socket.Send(bytes.Span);
        if (sent == bytes.Length)
            return default;
        if (sent < 0 && sent != -Errno.Again)
            return ValueTask.FromException(Failure(-sent));
        _left = bytes[Math.Max(sent, 0)..];
        _stop = stop;
        _source.Reset();
        return Continue() is { } errno
            ? errno == 0 ? default : ValueTask.FromException(Failure(errno))
            : new ValueTask(this, _source.Version);
    }

    public void Run()
    {
        if (_stop.IsCancellationRequested)
        {
            _socket.Output.Keep();
            _source.SetException(new OperationCanceledException(_stop));
        }
        else if ((SendLeft() ?? Continue()) is { } errno)
        {
            if (errno == 0)
                _source.SetResult(true);
            else
                _source.SetException(Failure(errno));
        }
    }

    public void GetResult(short token)
    {
        _stopping.Unregister();
        _stopping = default;
        _left = default;
        _source.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    // Null where it waits; else 0, or why it failed.
    private int? Continue()
    {
        while (true)
        {
            if (_socket.Output.Take())
            {
                if (SendLeft() is { } errno)
                    return errno;
            }
            else if (BeginWait())
            {
                return null;
            }
        }
    }

    private int? SendLeft()
    {
        var sent = _socket.Send(_left.Span);
        if (sent < 0)
            return sent == -Errno.Again ? null : -sent;
        _left = _left[sent..];
        return _left.IsEmpty ? 0 : null;
    }

    private bool BeginWait()
    {
        if (_stop.CanBeCanceled && _stopping == default)
            _stopping = _stop.UnsafeRegister(static operation => ((SendOperation)operation!).Cancel(), this);
        if (!_socket.Output.BeginWait())
            return false;

        // It may have been cancelled while there was no wait to end.
        if (_stop.IsCancellationRequested)
            Cancel();
        return true;
    }

    private void Cancel()
    {
        if (_stop.IsCancellationRequested && _socket.Output.Interrupt())
            _socket.Loop.Post(this);
    }

    private static IOException Failure(int errno)
    {
        var cause = Errno.Exception(errno);
        return new IOException($"Unable to write data to the transport connection: {cause.Message}.", cause);
    }
}
