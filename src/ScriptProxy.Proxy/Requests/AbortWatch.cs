using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Proxy.Requests;

/// <summary>
/// Stands before the server's own way to abort a request while an answer is passed on: YARP aborts for a silent
/// upstream as well, and afterwards that looks as if the client had left.
/// </summary>
internal sealed class AbortWatch : IHttpRequestLifetimeFeature, IHttpResetFeature
{
    private IHttpRequestLifetimeFeature? _lifetime;
    private IHttpResetFeature? _reset;
    private bool? _clientHadLeft;

    public CancellationToken RequestAborted
    {
        get => _lifetime?.RequestAborted ?? CancellationToken.None;
        set => _lifetime?.RequestAborted = value;
    }

    /// <summary>Whether the client left before anybody here gave up.</summary>
    public bool ClientLeft => _clientHadLeft ?? _lifetime is not { RequestAborted.IsCancellationRequested: false };

    public void Watch(IFeatureCollection features)
    {
        if (_lifetime is not null)
            return;
        _lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        features.Set<IHttpRequestLifetimeFeature>(this);
        _reset = features.Get<IHttpResetFeature>();
        if (_reset is not null)
            features.Set<IHttpResetFeature>(this);
    }

    public void Abort()
    {
        _clientHadLeft ??= RequestAborted.IsCancellationRequested;
        _lifetime?.Abort();
    }

    public void Reset(int errorCode)
    {
        _clientHadLeft ??= RequestAborted.IsCancellationRequested;
        _reset?.Reset(errorCode);
    }

    /// <summary>Forgets the request.</summary>
    public void Reset()
    {
        _lifetime = null;
        _reset = null;
        _clientHadLeft = null;
    }
}
