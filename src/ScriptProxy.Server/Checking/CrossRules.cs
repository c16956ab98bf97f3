using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Server.Checking;

/// <summary>
/// What proxy.toml and the scripts together show to be allowed, and seldom meant. Only for files without mistakes: of
/// others it would say things that are not so.
/// </summary>
internal static class CrossRules
{
    /// <param name="settings">All that the TOML says.</param>
    /// <param name="scripts">What the sites' scripts declared, by site.</param>
    public static IEnumerable<Diagnostic> Check(
        ProxySettings settings, IReadOnlyDictionary<string, SiteDefinition> scripts) =>
    [
        .. UnusedUpstreams.Find(settings, scripts),
        .. OpenNetworks.Find(settings, scripts),
        .. SitesWithoutCertificate.Find(settings),
        .. IdleApprovals.Find(settings, scripts),
        .. EmptySites.Find(settings, scripts),
        .. HiddenSchemes.Find(settings, scripts),
    ];
}
