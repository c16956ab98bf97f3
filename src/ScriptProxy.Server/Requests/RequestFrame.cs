using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Observability.Traffic;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Trailers;
using ScriptProxy.Requests;
using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Requests;

/// <summary>
/// What Kestrel carries from the beginning of a request to its end. Kept by the connection and used again for its next
/// request, so it must not hold on to anything in between.
/// </summary>
internal sealed class RequestFrame
{
    private readonly DefaultHttpContext _http = new();
    private readonly string _listener;
    private readonly Func<string, bool> _admitsHost;
    private readonly Action _upgrading;
    private readonly Func<bool> _takeTrailers;
    private CancellationTokenRegistration _expiry;
    private Generation? _generation;
    private ConnectionCounter? _connection;
    private ChosenCertificate? _shown;
    private SiteCounters? _siteCounters;
    private string? _site;

    public RequestFrame(string listener)
    {
        _listener = listener;
        _admitsHost = AdmitsHost;
        _upgrading = Upgrading;
        _takeTrailers = TakeTrailers;
    }

    public HttpContext Http => _http;

    public ProxyRequest Request { get; } = new();

    /// <summary>Timestamp of the beginning.</summary>
    public long Began { get; private set; }

    /// <summary>Counts the body of the answer; null when nobody asks.</summary>
    public CountingBody? Body { get; private set; }

    /// <summary>The generation that the request is pinned to; null once it was let go.</summary>
    public Generation? Generation => _generation;

    public void Begin(IFeatureCollection features, Generation generation, bool countsBody)
    {
        Began = Stopwatch.GetTimestamp();
        _generation = generation;
        _http.Initialize(features);
        _http.ServiceScopeFactory = generation.Graph.Scopes;
        Request.Upgrading = _upgrading;
        Request.TakeTrailers = _takeTrailers;
        features[typeof(IProxyRequestFeature)] = Request;
        if (_connection is null)
        {
            // What belongs to the connection is looked up with its first request.
            _connection = features.Get<ConnectionCounter>();
            _shown = features.Get<ChosenCertificate>();
        }

        if (_shown is not null)
        {
            Request.AdmitsHost = _admitsHost;
            Request.StrictTransport = generation.StrictTransport;
        }

        _connection?.RequestBegan(MayHaveBody(features) ? features : null, HttpProtocol.IsHttp2(_http.Request.Protocol));
        if (countsBody)
        {
            Body = new CountingBody(features.GetRequiredFeature<IHttpResponseBodyFeature>());
            features.Set<IHttpResponseBodyFeature>(Body);
        }
    }

    /// <summary>Adds the request to the counts of its site, which the next on the connection mostly has too.</summary>
    public void Count(TrafficCounters traffic)
    {
        if (_siteCounters is null || !ReferenceEquals(_site, Request.Site))
        {
            _site = Request.Site;
            _siteCounters = traffic.Site(_site);
        }

        _siteCounters.Count(AccessRecords.StatusOf(_http), Stopwatch.GetElapsedTime(Began));
    }

    public void End()
    {
        _connection?.RequestEnded();
        Request.ForgetGeneration(_http);
        Request.Reset();
        Body = null;
        _expiry.Dispose();
        _expiry = default;
        Release();
        _http.Uninitialize();
    }

    private static bool MayHaveBody(IFeatureCollection features) =>
        features[typeof(IHttpRequestBodyDetectionFeature)] is not IHttpRequestBodyDetectionFeature { CanHaveBody: false };

    private bool AdmitsHost(string host) => _generation!.Certificates.Admits(_listener, _shown!, host);

    // What only copies bytes needs no generation; what runs inside a script's middleware ends when the generation must.
    private void Upgrading()
    {
        // In HTTP/2 only a stream is upgraded, whose directions end one by one anyway.
        if (HttpProtocol.IsHttp11(_http.Request.Protocol))
            _http.Features.Get<ClientEnd>()?.Upgraded();
        if (!Request.HoldsGeneration)
            Release();
        else if (_generation is { } generation)
            _expiry = generation.Expired.Register(static http => ((HttpContext)http!).Abort(), _http);
    }

    // Not when a middleware has put a body of its own around ours: it would be given the framing as if it were content.
    private bool TakeTrailers()
    {
        var features = _http.Features;
        var body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        if (Body is not null)
            return ReferenceEquals(body, Body) && Body.TryReplace(Framed);

        // Kestrel's features are all one object.
        if (!ReferenceEquals(body, features.Get<IHttpResponseFeature>()))
            return false;
        features.Set<IHttpResponseBodyFeature>(Framed(body));
        return true;
    }

    private FramedBody Framed(IHttpResponseBodyFeature body)
    {
        Request.FramedBody = new FramedBody(_http, body);
        _http.Features.Set<IHttpResponseTrailersFeature>(Request.FramedBody);
        return Request.FramedBody;
    }

    // An upgraded connection may have been let go long before it ends.
    private void Release()
    {
        _http.ServiceScopeFactory = null!;
        Interlocked.Exchange(ref _generation, null)?.Release();
    }
}
