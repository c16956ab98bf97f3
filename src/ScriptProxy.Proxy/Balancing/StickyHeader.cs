using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// Requests with the same value in a header go to the same server, consistently; those without are balanced.
/// </summary>
internal sealed class StickyHeader(string name) : IStickiness
{
    public UpstreamServer? Find(HttpContext http, ServerPool pool)
    {
        var value = http.Request.Headers[name];
        return StringValues.IsNullOrEmpty(value) || pool.Keeping is not { Length: > 0 } keeping
            ? null
            : (UpstreamServer)keeping.ByHash(value.ToString());
    }

    public void Mark(HttpContext http, UpstreamServer server)
    {
        // The header is the client's own.
    }
}
