using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>Makes the stickiness that an upstream asks for.</summary>
internal static class Stickiness
{
    public static IStickiness? Of(UpstreamSettings settings)
    {
        if (settings.Sticky is not { } sticky)
            return null;
        var colon = sticky.IndexOf(':', StringComparison.Ordinal);
        var name = sticky[(colon + 1)..];
        return sticky.StartsWith("cookie:", StringComparison.Ordinal)
            ? new StickyCookie(name, settings)
            : new StickyHeader(name);
    }
}
