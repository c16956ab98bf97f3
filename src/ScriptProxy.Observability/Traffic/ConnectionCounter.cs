using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Requests;

namespace ScriptProxy.Observability.Traffic;

/// <summary>
/// Counts on one connection. Its requests add here, where nobody else does, and the listener's sums are made when
/// somebody asks.
/// </summary>
public sealed class ConnectionCounter
{
    private IFeatureCollection? _lastRequest;
    private bool _headBegan;
    private bool _multiplexed;
    private int _inFlight;
    private long _requests;
    private long _sent;

    internal long Requests => Interlocked.Read(ref _requests);

    internal long Sent => Volatile.Read(ref _sent);

    internal ConnectionState State
    {
        get
        {
            if (Volatile.Read(ref _inFlight) > 0)
                return ConnectionState.Writing;
            return Volatile.Read(ref _headBegan) && !_multiplexed ? ConnectionState.Reading : ConnectionState.Waiting;
        }
    }

    /// <summary>The head of a request has been read.</summary>
    /// <param name="request">What the server knows of the request, <see cref="IProxyRequestFeature"/> included, if it may have a
    /// body; null for one without.</param>
    /// <param name="multiplexed">Whether requests share the connection, as in HTTP/2: its bytes tell nothing of one of
    /// them.</param>
    public void RequestBegan(IFeatureCollection? request, bool multiplexed)
    {
        _lastRequest = request;
        _multiplexed = multiplexed;
        Volatile.Write(ref _headBegan, false);
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _inFlight);
    }

    public void RequestEnded() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Bytes that came in have been looked at.</summary>
    public void Received()
    {
        if (_inFlight == 0 && !_headBegan && !RequestLingers)
            Volatile.Write(ref _headBegan, true);
    }

    /// <summary>Bytes go out, always from one thread at a time.</summary>
    public void Sending(int bytes) => Volatile.Write(ref _sent, _sent + bytes);

    // Kestrel reads what is left of a body after the request has ended, and clears its features before it reads the
    // next head.
    private bool RequestLingers => _lastRequest?[typeof(IProxyRequestFeature)] is not null;
}
