using ScriptProxy.Proxy.Access;
using ScriptProxy.Proxy.Limits;
using ScriptProxy.Scripting.Definitions;
using Link = System.Func<
    Microsoft.AspNetCore.Http.HttpContext, Microsoft.AspNetCore.Http.RequestDelegate, System.Threading.Tasks.Task>;

namespace ScriptProxy.Proxy.Sites;

/// <summary>
/// What the requests of a site must pass, in nginx's order of phases: how large and how often before who. The site's
/// links are made once: all of its routes count on the same limits.
/// </summary>
internal sealed class SiteGates
{
    private readonly SiteDefinition _site;
    private readonly LimitLinks _limits;
    private readonly LimiterLeases _leases;
    private readonly AccessLinks _access;
    private readonly Passage _ofSite;

    public SiteGates(SiteDefinition site, LimitLinks limits, LimiterLeases leases, AccessLinks access)
    {
        _site = site;
        _limits = limits;
        _leases = leases;
        _access = access;
        _ofSite = PassageOf(site.Rules, null);
    }

    /// <summary>The links of a route, or of what no route took, in the order in which they run.</summary>
    public IEnumerable<Link> Before(RouteDefinition? route)
    {
        var ofRoute = route is null ? Passage.Free : PassageOf(route.Rules, route.Pattern.RawText);
        return
        [
            .. LimitLinks.MaxBody(_site.Rules, route?.Rules),
            .. _ofSite.Rates, .. ofRoute.Rates,
            .. _ofSite.Concurrency, .. ofRoute.Concurrency,
            .. (route is { IsOpen: true } ? Passage.Free : _ofSite).Access, .. ofRoute.Access,
            .. _limits.TotalTimeout(_site.Rules, route?.Rules),
        ];
    }

    private Passage PassageOf(RulesDefinition rules, string? route)
    {
        var scope = new LimitScope(_site.Name, route);
        return new Passage(
            [.. _limits.Rates(rules, scope, _leases)],
            [.. _limits.Concurrency(rules, scope, _leases)],
            [.. _access.Of(rules)]);
    }

    private sealed record Passage(Link[] Rates, Link[] Concurrency, Link[] Access)
    {
        public static Passage Free { get; } = new([], [], []);
    }
}
