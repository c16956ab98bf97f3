using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Checking;

/// <summary>The catalogue of what <see cref="CrossRules"/> find.</summary>
internal static class CrossProblems
{
    public static Diagnostic Unused(UpstreamSettings upstream) => Diagnostic.Warning(
        upstream.Place, "SP4020",
        $"upstream '{upstream.Name}' is used by no site and no route; remove it, or name it in a site or a route's 'To'");

    public static Diagnostic PublicServer(SourcePlace place, string url) => Diagnostic.Warning(
        place, "SP4021",
        $"server '{url}' has a public address and is spoken to without TLS, so whoever is in between reads and changes "
        + "everything; use 'https://', or a private address");

    public static Diagnostic NoCertificate(SourcePlace place, string site, string listener, bool asksForOne) => Diagnostic.Warning(
        place, "SP4022",
        asksForOne
            ? $"site '{site}' on TLS listener '{listener}' wants an ACME certificate, and there is no [acme], so that "
              + "clients cannot reach it there; add it, or set certificate = \"internal\" or files"
            : $"site '{site}' is on TLS listener '{listener}' and has no certificate, so that clients cannot reach it there; "
              + "set certificate, add [acme], or keep it off with listeners = […]");

    public static Diagnostic NothingOnDemand(SourcePlace place, string site, string reason) => Diagnostic.Warning(
        place, "SP4026", $"site '{site}' never asks its 'OnDemandCertificate', because {reason}, or remove the call");

    public static Diagnostic MapsNothing(SiteSettings site) => Diagnostic.Warning(
        site.Script!.Value.Place, "SP4023",
        $"the script of site '{site.Name}' maps no route and the site has no upstream, so every request is answered 404; "
        + "add a 'Map', or an upstream");

    public static Diagnostic SchemeHidden(UpstreamSettings upstream, string site) => Diagnostic.Warning(
        upstream.Place, "SP4024",
        $"upstream '{upstream.Name}' has forwarded = \"off\" and serves site '{site}' over TLS, so the app cannot know that its "
        + "clients use https and may redirect for ever; remove it, or set 'X-Forwarded-Proto' with 'RequestHeader'");
}
