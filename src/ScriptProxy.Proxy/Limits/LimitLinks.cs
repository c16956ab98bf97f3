using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Limits;

/// <summary>Makes the links that limit how much and how long, at load. One for all generations.</summary>
internal sealed class LimitLinks(ILoggerFactory logs, TimeProvider time)
{
    private readonly LimitLog _log = new(logs);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>A route's takes the place of the site's; 0 is no limit.</summary>
    public static IEnumerable<Func<HttpContext, RequestDelegate, Task>> MaxBody(
        RulesDefinition site, RulesDefinition? route) =>
        (route?.MaxBody ?? site.MaxBody) is { } most ? [new MaxBodyLink(most > 0 ? most : null).Run] : [];

    /// <summary>A route's takes the place of the site's.</summary>
    public IEnumerable<Func<HttpContext, RequestDelegate, Task>> TotalTimeout(
        RulesDefinition site, RulesDefinition? route) =>
        (route?.TotalTimeout ?? site.TotalTimeout) is { } limit ? [new TotalTimeoutLink(limit, time, _log).Run] : [];

    /// <param name="rules">Have the limits.</param>
    /// <param name="scope">Where they stand: the site and the route.</param>
    /// <param name="leases">Hold what is counted.</param>
    public IEnumerable<Func<HttpContext, RequestDelegate, Task>> Rates(
        RulesDefinition rules, LimitScope scope, LimiterLeases leases) =>
        rules.RateLimits.Select(rule =>
        {
            var table = rule.Name is { } name
                ? leases.Named(scope.Named("rate", name), () => new RateTable(time))
                : leases.Unnamed(
                    scope.At("rate", rule.Place, $"{rule.PerSecond:R} {rule.Burst} {rule.Delay}"),
                    () => new RateTable(time));
            return (Func<HttpContext, RequestDelegate, Task>)new RateLimitLink(
                new RateLimiter(table, rule.PerSecond, rule.Burst, time),
                new KeyOf(rule.By, _secret),
                rule.Delay,
                new RateHeaders(rule.Name, rule.PerSecond),
                new Refusals(_log, time, nameof(SiteScript.RateLimit), rule.Place)).Run;
        });

    /// <param name="rules">Have the limits.</param>
    /// <param name="scope">Where they stand: the site and the route.</param>
    /// <param name="leases">Hold what is counted.</param>
    public IEnumerable<Func<HttpContext, RequestDelegate, Task>> Concurrency(
        RulesDefinition rules, LimitScope scope, LimiterLeases leases) =>
        rules.ConcurrencyLimits.Select(rule =>
        {
            var table = rule.Name is { } name
                ? leases.Named(scope.Named("concurrency", name), () => new ConcurrencyTable())
                : leases.Unnamed(scope.At("concurrency", rule.Place, $"{rule.Limit}"), () => new ConcurrencyTable());
            return (Func<HttpContext, RequestDelegate, Task>)new ConcurrencyLink(
                table,
                rule.Limit,
                new KeyOf(rule.By, _secret),
                new Refusals(_log, time, nameof(SiteScript.ConcurrencyLimit), rule.Place)).Run;
        });
}
