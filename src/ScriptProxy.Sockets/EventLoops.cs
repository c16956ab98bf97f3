using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ScriptProxy.Sockets.Loops;

namespace ScriptProxy.Sockets;

/// <summary>
/// The threads of a process that wait for its sockets: one for each processor. Whoever makes it has Linux's epoll do
/// what .NET's sockets do elsewhere, with fewer calls of the kernel.
/// </summary>
public sealed class EventLoops : IDisposable
{
    private readonly EventLoop[] _loops;
    private uint _turn;

    public EventLoops(ILogger log, int? count = null)
    {
        if (!IsSupported)
            throw new PlatformNotSupportedException("The event loops are made of Linux's epoll.");
        var numbers = Enumerable.Range(1, count ?? Environment.ProcessorCount);
        _loops = [.. numbers.Select(number => new EventLoop(number, log))];
    }

    public static bool IsSupported =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is (Architecture.X64 or Architecture.Arm64);

    /// <summary>The number of the loop whose thread this is, from 1 on; 0 for none.</summary>
    public static int CurrentNumber => EventLoop.Current?.Number ?? 0;

    internal IReadOnlyList<EventLoop> All => _loops;

    /// <summary>Ends the threads and closes what is left on them.</summary>
    public void Dispose()
    {
        foreach (var loop in _loops)
            loop.Stop();
    }

    internal EventLoop Next() => _loops[Interlocked.Increment(ref _turn) % (uint)_loops.Length];

    /// <summary>The one whose thread this is; else the next one.</summary>
    internal EventLoop Nearest() => EventLoop.Current is { } current && _loops.Contains(current) ? current : Next();
}
