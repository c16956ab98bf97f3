using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using ScriptProxy.Sockets.Accepting;
using ScriptProxy.Sockets.Connections;
using ScriptProxy.Sockets.Loops;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets;

/// <summary>
/// Accepts what comes in on a listening socket and gives each connection to the loops in turn. Every loop looks at
/// the socket, so that one which is busy keeps nobody waiting.
/// </summary>
public sealed class LoopListener : IDisposable
{
    private const int MostInARow = 64;

    // Out of file descriptors: the connections wait in the kernel's queue until some are closed.
    private static readonly TimeSpan Breather = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly EventLoops _loops;
    private readonly ListeningSocket _socket;
    private readonly Action<ConnectionContext> _accepted;
    private readonly Action<SocketException> _refused;
    private readonly ILogger _log;
    private readonly List<AcceptEntry> _entries;
    private readonly Timer _breathing;
    private bool _isWatching;
    private bool _isClosed;

    /// <param name="loops">Where the connections live.</param>
    /// <param name="socket">Listens already, is non-blocking from here on, and is closed by whoever made it, after
    /// this.</param>
    /// <param name="accepted">Is given each connection.</param>
    /// <param name="refused">Is told why none can be accepted for now.</param>
    /// <param name="log">Where mistakes are told.</param>
    public LoopListener(
        EventLoops loops,
        Socket socket,
        Action<ConnectionContext> accepted,
        Action<SocketException> refused,
        ILogger log)
    {
        ArgumentNullException.ThrowIfNull(loops);
        ArgumentNullException.ThrowIfNull(socket);
        socket.Blocking = false;

        // What is accepted has it too.
        if (socket.AddressFamily != AddressFamily.Unix)
            socket.NoDelay = true;
        _loops = loops;
        _socket = new ListeningSocket(socket);
        _accepted = accepted;
        _refused = refused;
        _log = log;
        _entries = [.. loops.All.Select(loop => new AcceptEntry(loop, Accept))];
        _breathing = new Timer(
            static listener => ((LoopListener)listener!).Start(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public void Start()
    {
        lock (_gate)
        {
            if (_isClosed || _isWatching)
                return;
            _isWatching = true;
            foreach (var entry in _entries)
                entry.Loop.TryAdd(entry, _socket.Descriptor, EpollEvents.In | EpollEvents.Exclusive);
        }
    }

    /// <summary>
    /// Accepts no more, and is not accepting any more when this is over. What was accepted lives on.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Pause();
            _breathing.Dispose();
        }
    }

    // Within the gate, so that the descriptor is open for as long as it is used.
    private void Accept()
    {
        lock (_gate)
        {
            for (var i = 0; i < MostInARow && _isWatching; i++)
            {
                var descriptor = _socket.Accept(out var remote);
                if (descriptor >= 0)
                    Serve(descriptor, remote);
                else if (!GoOn(-descriptor))
                    return;
            }
        }
    }

    private void Serve(int descriptor, EndPoint? remote)
    {
        var socket = new LoopSocket(descriptor, _loops.Next());
        var connection = new LoopConnection(socket, remote, _log);
        if (socket.TryStart() is var errno and not 0)
        {
            connection.Abort();
            Breathe(errno);
            return;
        }

        _accepted(connection);
    }

    private bool GoOn(int errno)
    {
        switch (errno)
        {
            case Errno.Again:
                return false;
            case Errno.TooMany or Errno.TooManyOfAll or Errno.NoBuffers or Errno.OutOfMemory:
            case Errno.Invalid or Errno.BadDescriptor:
                Breathe(errno);
                return false;
            default:
                // What went wrong with that connection has been taken with it.
                return true;
        }
    }

    private void Breathe(int errno)
    {
        Pause();
        _breathing.Change(Breather, Timeout.InfiniteTimeSpan);
        _refused(Errno.Exception(errno));
    }

    private void Pause()
    {
        if (!_isWatching)
            return;
        _isWatching = false;
        foreach (var entry in _entries)
            entry.Loop.Remove(entry, _socket.Descriptor);
    }
}
