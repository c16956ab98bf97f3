using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Routing;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Looks on in ASP.NET Core's matcher just before <see cref="RouteConditionsPolicy"/> decides. Only in what is built to
/// explain.
/// </summary>
internal sealed class MatchTracePolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);

        // The matcher is asked again for other readings of the path.
        if (httpContext.Features[typeof(MatchTrace)] is not MatchTrace trace
            || httpContext.Request.Path.Value != ProxyRequest.Of(httpContext).MatchedPath)
        {
            return Task.CompletedTask;
        }

        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint.Metadata.GetMetadata<CompiledRoute>() is { } route)
                trace.Add(route, candidates.IsValidCandidate(i), candidates[i].Values);
        }

        return Task.CompletedTask;
    }
}
