using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Sockets;

namespace ScriptProxy.Server.Listeners;

/// <summary>
/// Whether request code runs on the threads that wait for sockets, <c>scheduling</c> in <c>[proxy]</c>. Said once:
/// .NET looks at its switch when a process makes its first socket.
/// </summary>
/// <param name="ownsProcess">Whether the switch may be set, which holds for all sockets of the process.</param>
/// <param name="log">Where the threads tell of mistakes; null where none are to be made.</param>
internal sealed class IoThreads(bool ownsProcess, ILogger? log = null) : IDisposable
{
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    // A way out for whoever suspects our own, and how the tests are run with the other.
    private const string TransportSwitch = "SCRIPTPROXY_TRANSPORT";

    private Scheduling? _chosen;

    private static bool UsesDotNet => Environment.GetEnvironmentVariable(TransportSwitch) == "dotnet";

    /// <summary>Whether this process is the proxy, and no other program that has one in it.</summary>
    public bool OwnsProcess => ownsProcess;

    /// <summary>Whether they run what is to be done with what they received.</summary>
    public bool RunRequests => _chosen == Scheduling.Inline;

    /// <summary>
    /// Our own, which serve clients and servers; null where .NET's do, or nothing has been loaded yet.
    /// </summary>
    public EventLoops? Loops { get; private set; }

    /// <summary>Takes the settings of a load; the first one decides, and another wish later is told of.</summary>
    public Diagnostic? Choose(GlobalSettings settings)
    {
        if (_chosen is { } chosen)
            return chosen == settings.Scheduling ? null : ServerProblems.SchedulingLater(settings.SchedulingPlace, chosen);
        _chosen = settings.Scheduling;

        // Whoever has set it by hand knows why.
        if (ownsProcess && RunRequests && Environment.GetEnvironmentVariable(Switch) is null)
            Environment.SetEnvironmentVariable(Switch, "1");
        if (log is not null && RunRequests && EventLoops.IsSupported && !UsesDotNet)
            Loops = new EventLoops(log);
        return null;
    }

    public void Dispose() => Loops?.Dispose();
}
