using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Limits;

/// <summary>
/// The time of one request: until it is disposed its own token stands in for <c>http.RequestAborted</c>. An answer that
/// has begun is broken off at once, because writing to a client that does not read ends with the connection only.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly HttpContext _http;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly CancellationTokenRegistration _leaving;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenRegistration _passing;

    public Deadline(HttpContext http, TimeSpan limit, TimeProvider time)
    {
        _http = http;
        _lifetime = http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        Client = _lifetime.RequestAborted;
        _leaving = Client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _lifetime.RequestAborted = _source.Token;
        _limit = new CancellationTokenSource(limit, time);
        _passing = _limit.Token.UnsafeRegister(static deadline => ((Deadline)deadline!).Pass(), this);
    }

    /// <summary>Cancelled when the client goes away.</summary>
    public CancellationToken Client { get; }

    public bool HasPassed { get; private set; }

    /// <summary>Gives the request its own token back; waits for <see cref="Pass"/> where that is running.</summary>
    public void Dispose()
    {
        _passing.Dispose();
        _leaving.Dispose();
        _lifetime.RequestAborted = Client;
        _limit.Dispose();
        _source.Dispose();
    }

    private void Pass()
    {
        // An upgraded connection was in time.
        if (ProxyRequest.Of(_http).Upgraded)
            return;
        HasPassed = true;
        var begun = _http.Response.HasStarted;
        _source.Cancel();
        if (begun)
            _http.Abort();
    }
}
