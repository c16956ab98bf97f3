using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Hosts;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Proxy.Strictness;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy;

/// <summary>
/// The routing of one generation, built once and immutable. The steps a request takes are called from Server.
/// </summary>
public sealed class ProxyGraph : IAsyncDisposable
{
    private readonly ClientAddress _clients;
    private readonly SiteHosts _hosts;
    private readonly FaultAnswer _faults;
    private readonly ServiceProvider _services;
    private readonly GraphLeases _leases;

    internal ProxyGraph(
        ClientAddress clients, SiteHosts hosts, FaultAnswer faults, ServiceProvider services, GraphLeases leases)
    {
        _clients = clients;
        _hosts = hosts;
        _faults = faults;
        _services = services;
        _leases = leases;
        Scopes = services.GetRequiredService<IServiceScopeFactory>();
    }

    /// <summary>Makes what <c>HttpContext.RequestServices</c> gives.</summary>
    public IServiceScopeFactory Scopes { get; }

    /// <summary>Every upstream of the generation, those of urls in scripts included.</summary>
    public IReadOnlyList<Upstream> Upstreams => _leases.Upstreams.All;

    /// <summary>Called at the switch: from now on the servers are checked as this generation says.</summary>
    public void Start() => _leases.Upstreams.Check();

    /// <summary>Step 1: whose request it is.</summary>
    public void Identify(HttpContext http, ProxyRequest request) => _clients.Identify(http, request);

    /// <summary>
    /// Step 2: the site of its host, then its route, middleware and end. Unknown hosts get 421 (RFC 9110 §15.5.20).
    /// </summary>
    public Task Serve(HttpContext http, ProxyRequest request, string listener)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (RequestCheck.Refusal(http, request) is { } status)
            return Refusal.Answer(http, status);

        // RFC 9110 §7.4: not for this connection, although another one may lead to a site that has the host.
        if (request.AdmitsHost is { } admits && !admits(HostName.Written(http)))
            return Answer.Plain(http, StatusCodes.Status421MisdirectedRequest);
        return Find(http, listener) switch
        {
            null => Answer.Plain(http, StatusCodes.Status421MisdirectedRequest),
            { HttpsPort: { } port } hosted when !http.Request.IsHttps => hosted.Site.Redirect(http, request, port),
            var hosted => hosted.Site.Run(http, request),
        };
    }

    /// <summary>The site that a request belongs to; null when no site has its host.</summary>
    internal HostedSite? Find(HttpContext http, string listener) => _hosts.Find(listener, http);

    /// <summary>Instead of the rest, when something threw.</summary>
    public Task Fault(HttpContext http, ProxyRequest request, Exception exception) =>
        _faults.Answer(http, request, exception);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _leases.Dispose();
    }
}
