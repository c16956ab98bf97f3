using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Proxy.Sites;

/// <summary>What a site has chosen for a request.</summary>
/// <param name="Route">The route, or what serves the requests that none took.</param>
/// <param name="Other">Another reading of the path, for which the request is refused; null for none.</param>
/// <param name="Chain">What is to run.</param>
internal sealed record RouteChoice(CompiledRoute Route, OtherReading? Other, RequestDelegate Chain);
