using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>Sends a request to the server that was chosen for it, once, and passes the answer on.</summary>
internal interface ITry
{
    /// <returns>What went wrong; null when nothing did.</returns>
    ValueTask<TryFailure?> Send(HttpContext http, ProxyRequest request, bool isUpgrade, CancellationToken stop);
}
