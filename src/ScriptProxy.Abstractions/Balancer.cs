using Microsoft.AspNetCore.Http;

namespace ScriptProxy;

/// <summary>
/// Picks the server for a request. Called once for each try, on the request's own path: do not block.
/// </summary>
/// <param name="http">The request.</param>
/// <param name="servers">The servers that are up and were not tried yet, never empty, in the order of
/// proxy.toml.</param>
/// <returns>One of <paramref name="servers"/>; null answers 503.</returns>
public delegate IUpstreamServer? Balancer(HttpContext http, IReadOnlyList<IUpstreamServer> servers);
