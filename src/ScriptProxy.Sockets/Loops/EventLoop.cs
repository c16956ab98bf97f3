using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Loops;

/// <summary>
/// One thread that waits for many sockets and does itself what they were waited for, up to where that waits again.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its wake may be written to by whoever comes too late.")]
internal sealed unsafe partial class EventLoop
{
    private const ulong WakeToken = 0;

    // A millisecond: the kernel lets whoever waits for the same processor wait for four, and the other loop may be one of them.
    private static readonly long Turn = Stopwatch.Frequency / 1000;

    [ThreadStatic]
    private static EventLoop? _current;

    private readonly Epoll _epoll = new();
    private readonly EntryTable _table = new();
    private readonly ConcurrentQueue<ILoopWork> _work = [];
    private readonly ILogger _log;
    private readonly SafeFileHandle _wake;
    private ExecutionContext? _context;
    private long _turnEnds;
    private int _isWoken;
    private volatile bool _isStopping;

    public EventLoop(int number, ILogger log)
    {
        _log = log;
        Number = number;
        var wake = Libc.EventDescriptor(0, Flags.CloseOnExec | Flags.NonBlocking);
        var errno = wake < 0
            ? Marshal.GetLastPInvokeError()
            : _epoll.TryAdd(wake, EpollEvents.In | EpollEvents.Edge, WakeToken);
        if (errno != 0)
            throw Errno.Exception(errno);
        _wake = new SafeFileHandle(wake, ownsHandle: true);
        new Thread(Run) { IsBackground = true, Name = $"event loop {number}" }.UnsafeStart();
    }

    /// <summary>Which one of its process's it is, from 1 on.</summary>
    public int Number { get; }

    /// <summary>The one whose thread this is.</summary>
    public static EventLoop? Current => _current;

    /// <summary>Watches a descriptor on behalf of an entry: 0, or why that cannot be.</summary>
    public int TryAdd(LoopEntry entry, int descriptor, uint events)
    {
        _table.Add(entry);
        var errno = _epoll.TryAdd(descriptor, events, entry.Token);
        if (errno != 0)
            _table.Remove(entry);
        return errno;
    }

    /// <summary>Events of an entry whose descriptor is about to be closed are not listened to any more.</summary>
    public void Forget(LoopEntry entry) => _table.Remove(entry);

    public void Remove(LoopEntry entry, int descriptor)
    {
        _table.Remove(entry);
        _epoll.Remove(descriptor);
    }

    /// <summary>Has something done on the loop's thread, once that is free.</summary>
    public void Post(ILoopWork work)
    {
        _work.Enqueue(work);
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
            Wake();

        // The thread may have gone before it saw this.
        if (_isStopping)
            ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.RunWork(), this, preferLocal: false);
    }

    /// <summary>Ends the thread and closes what it still watches.</summary>
    public void Stop()
    {
        _isStopping = true;
        Wake();
    }

    private void Wake()
    {
        var one = 1UL;
        _ = Libc.Write((int)_wake.DangerousGetHandle(), &one, sizeof(ulong));
    }

    private void Run()
    {
        _current = this;
        _context = ExecutionContext.Capture();
        using var events = new EpollEvents();
        while (!_isStopping)
        {
            GiveWay();
            var count = _epoll.Wait(events);
            for (var i = 0; i < count; i++)
                Handle(events[i].Events, events[i].Data);
            if (Volatile.Read(ref _isWoken) != 0)
                RunWork();
        }

        foreach (var entry in _table.All())
            entry.Failed();
        RunWork();
        _epoll.Close();
    }

    private void GiveWay()
    {
        if (Stopwatch.GetTimestamp() < _turnEnds)
            return;
        Thread.Yield();
        _turnEnds = Stopwatch.GetTimestamp() + Turn;
    }

    private void Handle(uint events, ulong token)
    {
        if (token == WakeToken || _table.Find(token) is not { } entry)
            return;
        try
        {
            entry.Happened(events);
        }
        catch (Exception exception)
        {
            // What a handler throws is a mistake of ours: it costs that connection, and no other one.
            Thrown(_log, exception);
            entry.Failed();
        }

        LeaveContext();
    }

    // What one request has put into its context must not be found by the next.
    private void LeaveContext()
    {
        if (ExecutionContext.Capture() != _context && _context is not null)
            ExecutionContext.Restore(_context);
    }

    private void RunWork()
    {
        Volatile.Write(ref _isWoken, 0);

        // Only what is there now, so that work that posts itself leaves room for events.
        for (var left = _work.Count; left > 0 && _work.TryDequeue(out var work); left--)
        {
            try
            {
                work.Run();
            }
            catch (Exception exception)
            {
                Thrown(_log, exception);
            }

            if (Current == this)
                LeaveContext();
        }

        if (!_work.IsEmpty && Interlocked.Exchange(ref _isWoken, 1) == 0)
            Wake();
    }

    [LoggerMessage(
        EventId = 4105, Level = LogLevel.Critical,
        Message = "an event loop's handler has thrown; its connection is closed")]
    private static partial void Thrown(ILogger log, Exception exception);
}
