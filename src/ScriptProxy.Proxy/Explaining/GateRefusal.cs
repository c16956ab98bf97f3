using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Access;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Names the limit or access rule that answered a request before it came to the end of its route.</summary>
internal static class GateRefusal
{
    public static (string Reason, SourcePlace? Place) Of(
        HttpContext http, SiteDefinition site, RouteDefinition? route) =>
        http.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden when AccessRefusal.Of(site, route, http.ClientIp) is { } refusal =>
                (refusal.Reason, refusal.Rule.Place),
            StatusCodes.Status401Unauthorized when Asking(http, site, route) is { } rule =>
                (Wants(http, rule), rule.Place),
            StatusCodes.Status413PayloadTooLarge => (TooLong(http, route?.Rules.MaxBody ?? site.Rules.MaxBody), null),
            _ => ("a limit or an access rule on the way refuses it", null),
        };

    private static BasicAuthRule? Asking(HttpContext http, SiteDefinition site, RouteDefinition? route)
    {
        var challenge = http.Response.Headers.WWWAuthenticate.ToString();
        IEnumerable<BasicAuthRule> rules =
            [.. route is { IsOpen: true } ? [] : site.Rules.BasicAuth, .. route?.Rules.BasicAuth ?? []];
        return rules.FirstOrDefault(rule => BasicAuthLink.ChallengeFor(rule.Realm) == challenge);
    }

    private static string Wants(HttpContext http, BasicAuthRule rule) => http.Request.Headers.Authorization.Count == 0
        ? $"BasicAuth wants a user of '{Path.GetFileName(rule.File)}', and the request names none"
        : $"BasicAuth finds no user of '{Path.GetFileName(rule.File)}' with that name and password";

    private static string TooLong(HttpContext http, long? most) => string.Create(
        CultureInfo.InvariantCulture,
        $"MaxBody lets {most} bytes through, the request says that it has {http.Request.ContentLength}");
}
