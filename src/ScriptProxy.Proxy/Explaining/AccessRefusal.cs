using System.Net;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Names the rule that keeps an address out: the site's rules first, and nothing of them where the route is open.
/// </summary>
/// <param name="Rule">The network that denies it, or one of the Allow that does not have it.</param>
/// <param name="Level">Whose rule it is: <c>site</c> or <c>route</c>.</param>
internal sealed record AccessRefusal(AccessRule Rule, string Level)
{
    public string Reason => Rule.Allows
        ? $"the {Level}'s Allow does not have the client's address"
        : $"the {Level}'s Deny of {Rule.Text} has the client's address";

    /// <summary>Null when it may come.</summary>
    public static AccessRefusal? Of(SiteDefinition site, RouteDefinition? route, IPAddress client) =>
        (route is { IsOpen: true } ? null : Of(site.Rules, "site", client)) ?? Of(route?.Rules, "route", client);

    private static AccessRefusal? Of(RulesDefinition? rules, string level, IPAddress client)
    {
        var access = rules?.Access ?? [];
        var allows = access.Where(rule => rule.Allows).ToList();
        var refusing = access.FirstOrDefault(rule => !rule.Allows && rule.Network.Contains(client))
            ?? (allows.Exists(rule => rule.Network.Contains(client)) ? null : allows.FirstOrDefault());
        return refusing is null ? null : new AccessRefusal(refusing, level);
    }
}
