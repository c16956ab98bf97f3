using System.Net;
using ScriptProxy.PluginHosting;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>
/// Lists what a request passes on its way, in the order in which it does: how large and how often, then who, then
/// middleware.
/// </summary>
internal sealed class Steps(SiteDefinition site, RouteDefinition? route, IPAddress client)
{
    private readonly RulesDefinition _site = site.Rules;
    private readonly RulesDefinition _route = route?.Rules ?? RulesDefinition.Empty;

    public IReadOnlyList<ExplainedStep> Of(PluginOffers plugins) =>
    [
        .. MaxBody(),
        .. Both(rules => rules.RateLimits, StepTexts.Of),
        .. Both(rules => rules.ConcurrencyLimits, StepTexts.Of),
        .. Access(),
        .. TotalTimeout(),
        .. Chains.Everywhere(plugins).Select(StepTexts.Of),
        .. Both(rules => rules.Middleware, StepTexts.Of),
        .. IdleTimeout(),
    ];

    /// <summary>What happens to the answer, whoever gives it.</summary>
    public IReadOnlyList<ExplainedStep> OfAnswer() =>
    [
        .. Both(rules => rules.ResponseHeaders, StepTexts.Of),
        .. Both(rules => rules.ErrorPages, StepTexts.Of),
        .. Both(
            rules => rules.Compress ? [true] : Array.Empty<bool>(),
            (_, level) => new("compress", level, "Compress()", null)),
    ];

    private IEnumerable<ExplainedStep> Both<T>(
        Func<RulesDefinition, IEnumerable<T>> rules, Func<T, string, ExplainedStep> step) =>
        [.. rules(_site).Select(rule => step(rule, "site")), .. rules(_route).Select(rule => step(rule, "route"))];

    private IEnumerable<ExplainedStep> Access() =>
    [
        .. route is { IsOpen: true }
            ? [new ExplainedStep(
                "open", "route", "Open()", route.Place) { Note = "lifts the site's Allow, Deny and BasicAuth" }]
            : AccessOf(_site, "site"),
        .. AccessOf(_route, "route"),
    ];

    private IEnumerable<ExplainedStep> AccessOf(RulesDefinition rules, string level) =>
    [
        .. rules.Access.GroupBy(rule => (rule.Place, rule.Allows))
            .Select(call => StepTexts.Of([.. call], level, client)),
        .. rules.BasicAuth.Select(rule => StepTexts.Of(rule, level)),
    ];

    // Of these a route's takes the place of the site's.
    private IEnumerable<ExplainedStep> MaxBody() => (_route.MaxBody ?? _site.MaxBody) is { } most
        ? [new ExplainedStep("max_body", Level(_route.MaxBody), $"MaxBody({most})", null)]
        : [];

    private IEnumerable<ExplainedStep> TotalTimeout() => (_route.TotalTimeout ?? _site.TotalTimeout) is { } limit
        ? [new ExplainedStep(
            "total_timeout", Level(_route.TotalTimeout), $"TotalTimeout({StepTexts.Time(limit)})", null)]
        : [];

    private IEnumerable<ExplainedStep> IdleTimeout() => (_route.IdleTimeout ?? _site.IdleTimeout) is { } limit
        ? [new ExplainedStep("idle_timeout", Level(_route.IdleTimeout), $"IdleTimeout({StepTexts.Time(limit)})", null)]
        : [];

    private static string Level<T>(T? ofRoute)
        where T : struct => ofRoute is null ? "site" : "route";
}
