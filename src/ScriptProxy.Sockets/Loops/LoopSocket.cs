using System.Net;
using System.Runtime.InteropServices;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Loops;

/// <summary>
/// A connected socket that a loop watches. Calls may come from any thread, one receiving and one sending at a time;
/// what they return below 0 is a negated errno.
/// </summary>
internal sealed unsafe class LoopSocket(int descriptor, EventLoop loop) : LoopEntry
{
    private const uint Events = EpollEvents.In | EpollEvents.Out | EpollEvents.PeerEnd | EpollEvents.Edge;
    private const uint Broken = EpollEvents.Error | EpollEvents.HangUp;

    // Twice the number of calls under way, and one once it is to be closed, which the last of them does then.
    private const int Closing = 1;
    private const int OneCall = 2;
    private const int Closed = int.MinValue | Closing;

    private int _calls;
    private bool _resets;

#pragma warning disable CA1051 // They are changed in place.
    public Readiness Input;
    public Readiness Output;
#pragma warning restore CA1051

    public EventLoop Loop => loop;

    public ISocketOwner? Owner { get; set; }

    /// <summary>0, or why the loop cannot watch it.</summary>
    public int TryStart() => loop.TryAdd(this, descriptor, Events);

    public int Receive(Span<byte> buffer)
    {
        if (!Enter())
            return -Errno.Closed;
        nint count;
        fixed (byte* bytes = buffer)
            count = Libc.Receive(descriptor, bytes, (nuint)buffer.Length, 0);
        var result = count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        Leave();
        if (result == buffer.Length)
            Input.Keep();
        return result == -Errno.Again && Input.IsEnded ? 0 : result;
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        if (!Enter())
            return -Errno.Closed;
        nint count;
        fixed (byte* first = bytes)
            count = Libc.Send(descriptor, first, (nuint)bytes.Length, Flags.NoSignal);
        var result = count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        Leave();
        return result;
    }

    /// <summary>Sends pieces that stand in a list of the caller's, pinned.</summary>
    public int Send(MessagePiece* pieces, int pieceCount, bool more)
    {
        if (!Enter())
            return -Errno.Closed;
        var message = new MessageHeader { Pieces = pieces, PieceCount = (nuint)pieceCount };
        var count = Libc.SendMessage(descriptor, &message, more ? Flags.NoSignal | Flags.More : Flags.NoSignal);
        var result = count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        Leave();
        return result;
    }

    /// <summary>
    /// Whether nothing has arrived that was not received; asks the kernel only when the last call filled its buffer.
    /// </summary>
    public bool IsQuiet()
    {
        if (!Input.IsPerhaps)
            return Input.IsQuiet;
        if (!Input.Take() || !Enter())
            return false;
        byte next;
        var count = Libc.Receive(descriptor, &next, 1, Flags.Peek);
        var nothing = count < 0 && Marshal.GetLastPInvokeError() == Errno.Again;
        Leave();
        if (!nothing)
            Input.Keep();
        return nothing && Input.IsQuiet;
    }

    /// <summary>How many bytes have arrived and were not received.</summary>
    public int CountUnread()
    {
        if (!Enter())
            return 0;
        var count = 0;
        _ = Libc.Control(descriptor, Flags.UnreadBytes, &count);
        Leave();
        return count;
    }

    /// <summary>What has become of the attempt to connect: 0, or why it failed.</summary>
    public int TakeError()
    {
        if (!Enter())
            return Errno.Closed;
        var errno = 0;
        var length = (uint)sizeof(int);
        _ = Libc.GetOption(descriptor, Flags.SocketLevel, Flags.SocketError, &errno, &length);
        Leave();
        return errno;
    }

    public EndPoint? OwnAddress()
    {
        if (!Enter())
            return null;
        var address = stackalloc byte[NativeAddress.Size];
        var length = (uint)NativeAddress.Size;
        var errno = Libc.OwnAddress(descriptor, address, &length);
        Leave();
        return errno == 0 ? NativeAddress.Read(new ReadOnlySpan<byte>(address, (int)length)) : null;
    }

    /// <summary>Tells the peer that nothing more comes.</summary>
    public void EndSending()
    {
        if (!Enter())
            return;
        _ = Libc.Shutdown(descriptor, Flags.ShutdownSend);
        Leave();
    }

    /// <summary>Closes it, and ends what waits on it with <see cref="Errno.Closed"/>.</summary>
    /// <param name="reset">Whether the peer is to see that this was not meant to be so.</param>
    public void Close(bool reset = false)
    {
        _resets |= reset;
        var before = Interlocked.Or(ref _calls, Closing);
        if ((before & Closing) != 0)
            return;
        loop.Forget(this);
        if (before == 0)
            Release();

        // Not here: whoever closes it may hold locks.
        if (Input.End() is { } receiver)
            loop.Post(receiver);
        if (Output.End() is { } sender)
            loop.Post(sender);
    }

    public override void Happened(uint events)
    {
        var isBroken = (events & Broken) != 0;
        var isEnd = isBroken || (events & EpollEvents.PeerEnd) != 0;
        var receiver = isEnd ? Input.End() : (events & EpollEvents.In) != 0 ? Input.Signal() : null;
        var sender = isBroken ? Output.End() : (events & EpollEvents.Out) != 0 ? Output.Signal() : null;
        try
        {
            receiver?.Run();
        }
        finally
        {
            sender?.Run();
            if (isEnd)
                Owner?.PeerEnded(isBroken);
        }
    }

    public override void Failed()
    {
        Close(reset: true);
        Owner?.PeerEnded(isBroken: true);
    }

    private bool Enter()
    {
        if ((Interlocked.Add(ref _calls, OneCall) & Closing) == 0)
            return true;
        Leave();
        return false;
    }

    private void Leave()
    {
        if (Interlocked.Add(ref _calls, -OneCall) == Closing)
            Release();
    }

    private void Release()
    {
        if (Interlocked.CompareExchange(ref _calls, Closed, Closing) != Closing)
            return;
        if (_resets)
        {
            var linger = (OnOff: 1, Seconds: 0);
            _ = Libc.SetOption(descriptor, Flags.SocketLevel, Flags.Linger, &linger, (uint)sizeof((int, int)));
        }

        _ = Libc.Close(descriptor);
    }
}
