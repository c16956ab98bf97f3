using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Tls.Certificates;

namespace ScriptProxy.Tls.Files;

/// <summary>What clients will hold against a certificate that can be served.</summary>
internal static class CertificateFitness
{
    // RFC 5280 §4.2.2.1. Public CAs say where the issuer's certificate is to be had; a private root, which signs by itself, seldom.
    private const string AuthorityAccess = "1.3.6.1.5.5.7.1.1";

    public static IEnumerable<Diagnostic> Check(SiteSettings site, CertificateBundle bundle, DateTimeOffset now)
    {
        var file = site.Certificate switch
        {
            CertificateSettings.Files files => files.Cert,
            CertificateSettings.Pfx pfx => pfx.Path,
            _ => throw new InvalidOperationException($"Site '{site.Name}' names no file."),
        };
        if (bundle.NotAfter <= now)
            yield return TlsProblems.Expired(file, site.Name, bundle.NotAfter);
        if (bundle.NotBefore > now)
            yield return TlsProblems.NotYet(file, site.Name, bundle.NotBefore);
        if (bundle.Chain.Count == 0 && NeedsChain(bundle.Leaf))
            yield return TlsProblems.NoChain(file, site.Name, bundle.Leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true));
        foreach (var host in site.Hosts.Where(host => host.Value != "*" && !Covers(bundle.Leaf, host.Value)))
            yield return TlsProblems.NotForHost(file, site.Name, host.Value);
    }

    private static bool NeedsChain(X509Certificate2 leaf) =>
        !CertificateChain.IsSelfIssued(leaf) && leaf.Extensions.Any(one => one.Oid?.Value == AuthorityAccess);

    // A host "*.x" is covered by a certificate for "*.x"; whatever stands for the star does.
    private static bool Covers(X509Certificate2 leaf, string host) => leaf.MatchesHostname(
        host.Replace("*.", "any-name.", StringComparison.Ordinal).Trim('[', ']'), allowWildcards: true, allowCommonName: true);
}
