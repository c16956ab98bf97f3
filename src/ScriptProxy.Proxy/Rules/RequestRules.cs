using ScriptProxy.Proxy.Targets;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Rules;

/// <summary>
/// The header rules and path changes that hold for a request: the site's, then the route's, joined at load.
/// </summary>
internal sealed class RequestRules
{
    public static RequestRules None { get; } = new([], [], null, false);

    public RequestRules(
        HeaderRule[] requestHeaders, HeaderRule[] responseHeaders, PathChange? path, bool hasMiddleware)
    {
        RequestHeaders = requestHeaders;
        ResponseHeaders = responseHeaders;
        Path = path;
        HasMiddleware = hasMiddleware;
    }

    public HeaderRule[] RequestHeaders { get; }

    public HeaderRule[] ResponseHeaders { get; }

    /// <summary>How the route changes the path that the upstream gets; null passes it byte for byte.</summary>
    public PathChange? Path { get; }

    /// <summary>Whether code of a script or plugin stays on the stack while the request is forwarded.</summary>
    public bool HasMiddleware { get; }

    /// <summary>Stands in for the upstream's idle timeout; null keeps that.</summary>
    public IdleExchange? Idle { get; init; }

    /// <summary>What answers errors instead of a plain line; null for nothing.</summary>
    public ErrorPages? Pages { get; private init; }

    public static RequestRules Join(RulesDefinition site, RouteDefinition? route, bool hasMiddleware, ErrorPages? pages)
    {
        var rules = route?.Rules ?? RulesDefinition.Empty;
        HeaderRule[] request = [.. site.RequestHeaders, .. rules.RequestHeaders];
        HeaderRule[] response = [.. site.ResponseHeaders, .. rules.ResponseHeaders];
        var path = route is null ? null : PathChange.Of(route);
        var idle = rules.IdleTimeout ?? site.IdleTimeout;
        var isPlain = request.Length == 0 && response.Length == 0 && path is null && !hasMiddleware;
        return isPlain && idle is null && pages is null
            ? None
            : new RequestRules(request, response, path, hasMiddleware)
            {
                Idle = idle is { } time ? new IdleExchange(time) : null,
                Pages = pages,
            };
    }
}
