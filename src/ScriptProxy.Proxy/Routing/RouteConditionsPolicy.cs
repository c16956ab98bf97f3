using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Requests;

namespace ScriptProxy.Proxy.Routing;

/// <summary>
/// Decides between routes whose patterns all match, in ASP.NET Core's matcher: strikes out those whose conditions do
/// not hold, and orders equals by the number of their conditions, then as they were written, so that there is never a
/// tie.
/// </summary>
internal sealed class RouteConditionsPolicy : MatcherPolicy, IEndpointSelectorPolicy, IEndpointComparerPolicy
{
    public override int Order => 0;

    public IComparer<Endpoint> Comparer { get; } = new MoreConditionsThenFirstWritten();

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<CompiledRoute>() is { ConditionCount: > 0 })
                return true;
        }

        return false;
    }

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);

        // The request that only builds the matcher: conditions are for clients' requests.
        if (httpContext.Features[typeof(IProxyRequestFeature)] is null)
            return Task.CompletedTask;

        var isDecided = false;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;

            // Once a better one holds, conditions of the rest need not run.
            var route = candidates[i].Endpoint.Metadata.GetMetadata<CompiledRoute>();
            if (isDecided || (route is { ConditionCount: > 0 } && !Holds(httpContext, route, candidates[i].Values)))
                candidates.SetValidity(i, false);
            else
                isDecided = true;
        }

        return Task.CompletedTask;
    }

    private static bool Holds(HttpContext http, CompiledRoute route, RouteValueDictionary? captured)
    {
        // A condition may read what the pattern captured, which the matcher hands over only after the choice.
        if (captured is not null)
            http.Request.RouteValues = captured;
        if (!route.Accepts(http))
            return false;
        if (route.AllowsMethod(http.Request.Method))
            return true;

        var request = ProxyRequest.Of(http);
        request.AllowedMethods = request.AllowedMethods is { } others
            ? $"{others}, {route.AllowedMethods}"
            : route.AllowedMethods;
        return false;
    }

    private sealed class MoreConditionsThenFirstWritten : IComparer<Endpoint>
    {
        public int Compare(Endpoint? x, Endpoint? y)
        {
            var one = x?.Metadata.GetMetadata<CompiledRoute>();
            var other = y?.Metadata.GetMetadata<CompiledRoute>();
            if (one is null || other is null)
                return (one is null).CompareTo(other is null);
            var byConditions = other.ConditionCount.CompareTo(one.ConditionCount);
            return byConditions != 0 ? byConditions : one.Index.CompareTo(other.Index);
        }
    }
}
