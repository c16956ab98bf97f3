using System.Net;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.PluginHosting;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Sites;

/// <summary>All that a generation's routing is built from; every name in it has been checked.</summary>
public sealed record ProxyDefinition
{
    public required ProxySettings Settings { get; init; }

    /// <summary>What the sites' scripts declared, by site; a site without a script has none.</summary>
    public required IReadOnlyDictionary<string, SiteDefinition> Scripts { get; init; }

    public required PluginOffers Plugins { get; init; }

    /// <summary>Where the echo backends listen that <c>echo:</c> servers stand for.</summary>
    public required IReadOnlyDictionary<string, IPEndPoint> Echoes { get; init; }
}
