using ScriptProxy.Proxy.Limits;
using ScriptProxy.Proxy.Sites;

namespace ScriptProxy.Proxy;

/// <summary>
/// What a graph holds of that which lives on: upstreams with their connections, what limits have counted.
/// </summary>
internal sealed record GraphLeases(UpstreamsInUse Upstreams, LimiterLeases Limiters) : IDisposable
{
    public void Dispose()
    {
        Upstreams.Dispose();
        Limiters.Dispose();
    }
}
