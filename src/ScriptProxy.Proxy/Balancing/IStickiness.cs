using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>An upstream's <c>sticky</c>: keeps what belongs together on one server.</summary>
internal interface IStickiness
{
    /// <summary>The server that the request sticks to; null when it does not, or the server is down.</summary>
    UpstreamServer? Find(HttpContext http, ServerPool pool);

    /// <summary>Adds to the answer what the client should bring along next time.</summary>
    void Mark(HttpContext http, UpstreamServer server);
}
