using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Requests;

namespace ScriptProxy.Server.Explaining;

/// <summary>
/// What Kestrel calls in place of <see cref="ProxyApplication"/>: the request is explained instead of served.
/// </summary>
internal sealed class RehearsalApplication(ProxyRehearsal proxy, string listener) : IHttpApplication<HttpContext>
{
    private readonly TaskCompletionSource<Explanation> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the request has come here and is explained; never when Kestrel refuses it.</summary>
    public Task<Explanation> Told => _told.Task;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures) { ServiceScopeFactory = proxy.Scopes };

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var request = new ProxyRequest();
        context.Features.Set<IProxyRequestFeature>(request);
        context.Features.Set<IHttpResponseBodyFeature>(new DiscardedBody());
        try
        {
            _told.TrySetResult(await proxy.Explain(context, request, listener));
        }
        catch (Exception bug)
        {
            // Kestrel would answer it; whoever asked must see it.
            _told.TrySetException(bug);
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // It is gone with the connection.
    }
}
