using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Compression;
using ScriptProxy.Scripting.Definitions;
using Links = System.Collections.Generic.IEnumerable<System.Func<
    Microsoft.AspNetCore.Http.HttpContext, Microsoft.AspNetCore.Http.RequestDelegate, System.Threading.Tasks.Task>>;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Composes the chains of one site; what the site itself limits is counted together for all of them.</summary>
internal sealed class SiteChains(
    SiteDefinition site, SiteGates gates, Func<RulesDefinition, RulesDefinition?, Links> middleware)
{
    /// <param name="end">What answers.</param>
    /// <param name="route">Null for what serves the requests that no route took.</param>
    public RequestDelegate Around(RequestDelegate end, RouteDefinition? route)
    {
        Links links = [.. gates.Before(route), .. middleware(site.Rules, route?.Rules)];
        var chain = links.Reverse().Aggregate(end, (next, link) => http => link(http, next));
        return site.Rules.Compress || route?.Rules.Compress == true ? CompressedAnswers.Around(chain) : chain;
    }
}
