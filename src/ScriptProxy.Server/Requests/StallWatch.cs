using Microsoft.Extensions.Logging;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Server.Requests;

/// <summary>
/// Tells of requests whose code holds the thread that it was given, up to where it first waits: with <c>scheduling = "inline"</c>
/// that is a thread that other connections wait for.
/// </summary>
internal sealed partial class StallWatch : IDisposable
{
    /// <summary>How often it looks; what is seen twice has held its thread that long.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMilliseconds(500);

    private readonly ThreadLocal<StallSlot> _slots = new(() => new StallSlot(), trackAllValues: true);
    private readonly ILogger _log;
    private readonly ITimer _timer;

    public StallWatch(ILoggerFactory logs, TimeProvider time)
    {
        _log = logs.CreateLogger("scheduling");
        _timer = time.CreateTimer(static watch => ((StallWatch)watch!).Look(), this, Period, Period);
    }

    /// <summary>The current thread's; to be left on the same thread.</summary>
    public StallSlot Enter(ProxyRequest request)
    {
        var slot = _slots.Value!;
        slot.Enter(request);
        return slot;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _slots.Dispose();
    }

    private void Look()
    {
        try
        {
            foreach (var slot in _slots.Values)
            {
                if (slot.FindStalled() is { } request)
                    Stalled(_log, request.Site, request.Route ?? "-", Period.TotalMilliseconds);
            }
        }
        catch (ObjectDisposedException)
        {
            // The timer was under way when the proxy ended.
        }
    }

    [LoggerMessage(
        EventId = 4004, Level = LogLevel.Warning,
        Message = "site '{Site}', route '{Route}': a request has held an I/O thread for {Milliseconds} ms, and other connections wait "
            + "for it; await what it waits for, or set scheduling = \"pool\" in [proxy]")]
    private static partial void Stalled(ILogger log, string site, string route, double milliseconds);
}
