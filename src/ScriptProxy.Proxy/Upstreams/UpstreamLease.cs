namespace ScriptProxy.Proxy.Upstreams;

/// <summary>A generation's hold on an upstream. When the last one is given back, its connections are closed.</summary>
internal sealed class UpstreamLease(Upstream upstream, Action release) : IDisposable
{
    private Action? _release = release;

    public Upstream Upstream { get; } = upstream;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
