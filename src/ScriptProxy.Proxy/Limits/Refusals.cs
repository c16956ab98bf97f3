using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// Counts what one limit refuses and logs the first, then at most one line a minute: a flood must not fill the disk.
/// </summary>
internal sealed class Refusals(LimitLog log, TimeProvider time, string limit, SourcePlace place)
{
    private long _count;
    private long _logged = long.MinValue;

    public void Add(ProxyRequest request)
    {
        Interlocked.Increment(ref _count);
        var now = time.GetTimestamp();
        var logged = Volatile.Read(ref _logged);
        if ((logged == long.MinValue || time.GetElapsedTime(logged, now) >= TimeSpan.FromMinutes(1))
            && Interlocked.CompareExchange(ref _logged, now, logged) == logged)
        {
            log.Refused(place, request.Site, limit, Interlocked.Exchange(ref _count, 0), request.ClientIp);
        }
    }
}
