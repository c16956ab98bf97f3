namespace ScriptProxy.Proxy.Sites;

/// <summary>A site as it is found on a listener.</summary>
/// <param name="Site">The site.</param>
/// <param name="HttpsPort">Where its requests are sent by a listener with <c>redirect = "https"</c>; null to serve
/// them.</param>
internal sealed record HostedSite(Site Site, int? HttpsPort);
