using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Streams;

/// <summary>Makes a socket and waits until it is connected.</summary>
internal sealed class ConnectOperation : ILoopWork
{
    // A server on a unix socket whose queue is full tells nobody when there is room again.
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(5);

    private readonly TaskCompletionSource<int> _end = new();
    private readonly LoopSocket _socket;

    private ConnectOperation(LoopSocket socket)
    {
        _socket = socket;
        socket.Output.Waiter = this;
    }

    /// <exception cref="SocketException">It cannot be connected.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static async ValueTask<LoopSocket> Connect(EndPoint endPoint, EventLoop loop, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var (socket, errno) = Begin(endPoint, loop);
            try
            {
                if (errno is 0 or Errno.InProgress)
                    errno = socket.TryStart();
                if (errno == 0)
                    errno = await new ConnectOperation(socket).Wait(stop);
                if (errno == 0)
                    return socket;
            }
            catch
            {
                socket.Close();
                throw;
            }

            socket.Close();
            if (errno != Errno.Again)
                throw Errno.Exception(errno);
            await Task.Delay(Breather, stop);
        }
    }

    public void Run() => _end.TrySetResult(_socket.TakeError());

    private async Task<int> Wait(CancellationToken stop)
    {
        while (true)
        {
            if (_socket.Output.Take())
                return _socket.TakeError();
            if (_socket.Output.BeginWait())
                break;
        }

        await using var stopping = stop.UnsafeRegister(
            static (operation, stop) => ((ConnectOperation)operation!)._end.TrySetCanceled(stop), this);
        return await _end.Task;
    }

    private static unsafe (LoopSocket Socket, int Errno) Begin(EndPoint endPoint, EventLoop loop)
    {
        var family = NativeAddress.FamilyOf(endPoint);
        var descriptor = Libc.Socket(family, Flags.Stream | Flags.NonBlocking | Flags.CloseOnExec, 0);
        if (descriptor < 0)
            throw Errno.Exception(Marshal.GetLastPInvokeError());
        var one = 1;
        if (family != Flags.FamilyUnix)
            _ = Libc.SetOption(descriptor, Flags.TcpLevel, Flags.TcpNoDelay, &one, sizeof(int));
        var address = endPoint.Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            var result = Libc.Connect(descriptor, bytes, (uint)address.Size);
            return (new LoopSocket(descriptor, loop), result == 0 ? 0 : Marshal.GetLastPInvokeError());
        }
    }
}
