using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>Looks through what a script without mistakes declared for what is allowed, and seldom meant.</summary>
internal static class PitfallRules
{
    public static IEnumerable<Diagnostic> Find(SiteDefinition site) =>
    [
        .. JoinedTexts.Find(site.Routes),
        .. PatternEnds.Find(site.Routes),
        .. HiddenRoutes.Find(site.Routes),
        .. SocketTimeouts.Find(site.Routes, site.Rules),
    ];
}
