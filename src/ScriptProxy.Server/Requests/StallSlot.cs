using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Server.Requests;

/// <summary>What one thread is busy with. Written by that thread, and looked at by one other.</summary>
internal sealed class StallSlot
{
    private volatile ProxyRequest? _request;
    private volatile int _serial;
    private int _seen;
    private int _told;

    public void Enter(ProxyRequest request)
    {
        _serial++;
        _request = request;
    }

    public void Leave() => _request = null;

    /// <summary>The request that was there the last time as well, the first time that it is found.</summary>
    public ProxyRequest? FindStalled()
    {
        var serial = _serial;
        var request = _request;
        if (request is null || serial != _seen || serial == _told)
        {
            _seen = serial;
            return null;
        }

        _told = serial;
        return request;
    }
}
