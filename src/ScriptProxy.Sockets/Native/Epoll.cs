using System.Runtime.InteropServices;

namespace ScriptProxy.Sockets.Native;

/// <summary>One epoll instance.</summary>
internal sealed unsafe class Epoll
{
    private const int AddOperation = 1;
    private const int DeleteOperation = 2;

    private readonly int _descriptor;

    public Epoll()
    {
        _descriptor = Libc.EpollCreate(Flags.CloseOnExec);
        if (_descriptor < 0)
            throw Errno.Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>0, or why not.</summary>
    public int TryAdd(int descriptor, uint events, ulong data)
    {
        var change = stackalloc byte[EpollEvents.Size];
        EpollEvents.Write(change, events, data);
        var result = Libc.EpollControl(_descriptor, AddOperation, descriptor, change);
        return result == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    public void Remove(int descriptor)
    {
        var ignored = stackalloc byte[EpollEvents.Size];
        _ = Libc.EpollControl(_descriptor, DeleteOperation, descriptor, ignored);
    }

    /// <summary>How many events there are.</summary>
    public int Wait(EpollEvents events)
    {
        var count = Libc.EpollWait(_descriptor, events.First, EpollEvents.Most, -1);
        if (count >= 0)
            return count;
        var errno = Marshal.GetLastPInvokeError();
        return errno == Errno.Interrupted ? 0 : throw Errno.Exception(errno);
    }

    public void Close() => _ = Libc.Close(_descriptor);
}
