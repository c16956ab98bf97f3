using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Targets;

namespace ScriptProxy.Proxy.Routing;

/// <summary>
/// The routes of one site in an ASP.NET Core matcher of its own, so that sites cannot get in each other's way.
/// </summary>
internal sealed class RoutingTable
{
    private readonly RequestDelegate _match;

    private RoutingTable(RequestDelegate match, bool isEmpty)
    {
        _match = match;
        IsEmpty = isEmpty;
    }

    /// <summary>Whether it has no routes, so that nothing need be matched.</summary>
    public bool IsEmpty { get; }

    public static async Task<RoutingTable> Create(IServiceProvider services, IReadOnlyList<CompiledRoute> routes)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();

        // Matching ends here: the site runs the chain itself, also when no route was found.
        app.Run(static _ => Task.CompletedTask);
        app.UseEndpoints(table => table.DataSources.Add(new DefaultEndpointDataSource(routes.Select(EndpointOf))));

        var match = app.Build();
        await BuildNow(match, services);
        return new RoutingTable(match, routes.Count == 0);
    }

    /// <summary>
    /// Sets the request's endpoint and route values; leaves it without an endpoint when no route takes it.
    /// </summary>
    public Task Match(HttpContext http) => IsEmpty ? Task.CompletedTask : _match(http);

    /// <summary>
    /// Another way to read the path that selects another route than the one that was matched, or one at all.
    /// </summary>
    public async Task<OtherReading?> ReadingThatMatchesOther(HttpContext http)
    {
        if (IsEmpty)
            return null;
        var request = ProxyRequest.Of(http);
        var (path, matched, captured) = (http.Request.Path, http.GetEndpoint(), http.Request.RouteValues);
        var allowed = request.AllowedMethods;
        OtherReading? other = null;
        foreach (var reading in PathReadings.Of(path.Value!, RawTarget.Of(http).Path.ToString()))
        {
            http.SetEndpoint(null);
            http.Request.Path = reading;
            http.Request.RouteValues = [];
            await _match(http);
            if (http.GetEndpoint() != matched)
                other ??= new OtherReading(reading, http.GetEndpoint()?.Metadata.GetMetadata<CompiledRoute>());
        }

        http.SetEndpoint(matched);
        http.Request.Path = path;
        http.Request.RouteValues = captured;
        request.AllowedMethods = allowed;
        return other;
    }

    private static RouteEndpoint EndpointOf(CompiledRoute route)
    {
        var definition = route.Definition!;
        return new RouteEndpoint(
            route.Chain,
            definition.Pattern,
            definition.Order,
            new EndpointMetadataCollection(route),
            $"{definition.Pattern.RawText} at {definition.Place}");
    }

    // The matcher is built by its first request. That is made here, so that a client's is not kept waiting and a
    // pattern that the matcher refuses is known before the switch.
    private static async Task BuildNow(RequestDelegate match, IServiceProvider services)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Path = "", Method = "GET" });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        await match(new DefaultHttpContext(features) { RequestServices = services });
    }
}
