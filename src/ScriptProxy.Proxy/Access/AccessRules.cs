using System.Net;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Access;

/// <summary>
/// The <c>Allow</c> and <c>Deny</c> of a site or of a route (nginx: <c>allow</c>, <c>deny</c>; but their order does not
/// matter: what is denied stays out, and when some are allowed the others stay out too).
/// </summary>
public sealed class AccessRules(IReadOnlyList<AccessRule> rules)
{
    private readonly NetworkTable<AccessRule> _denied = TableOf(rules, allows: false);
    private readonly NetworkTable<AccessRule> _allowed = TableOf(rules, allows: true);

    /// <summary>What site and route together say: the site first, and nothing of it where the route is open.</summary>
    public static AccessDecision Decide(SiteDefinition site, RouteDefinition? route, IPAddress client)
    {
        ArgumentNullException.ThrowIfNull(site);
        var first = new AccessRules(route is { IsOpen: true } ? [] : site.Rules.Access).Decide(client);
        if (!first.Admitted || route is null)
            return first;
        var second = new AccessRules(route.Rules.Access).Decide(client);
        return second.Admitted ? new AccessDecision(true, second.By ?? first.By) : second;
    }

    public AccessDecision Decide(IPAddress client)
    {
        if (_denied.Find(client) is { } denied)
            return new AccessDecision(false, denied);
        return _allowed.IsEmpty
            ? new AccessDecision(true, null)
            : _allowed.Find(client) is { } allowed
                ? new AccessDecision(true, allowed)
                : new AccessDecision(false, null);
    }

    private static NetworkTable<AccessRule> TableOf(IReadOnlyList<AccessRule> rules, bool allows) =>
        new(rules.Where(rule => rule.Allows == allows).Select(rule => (rule.Network, rule)));
}
