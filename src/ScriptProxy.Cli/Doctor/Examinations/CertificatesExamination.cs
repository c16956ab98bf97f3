using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability.Status;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Files;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>
/// The certificates of the sites: those that are named as files whole, with their keys and for their hosts; those and, where the
/// proxy runs, all others for how long.
/// </summary>
internal sealed class CertificatesExamination : IExamination
{
    private const string Check = "certificates";
    private const int DaysToWarn = 14;

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop)
    {
        var (bundles, problems) = CertificateFiles.Load(subject.Settings, subject.Now);
        IReadOnlyList<Finding> findings =
        [
            .. problems.Where(problem => problem.Severity == Severity.Error).Select(Unusable),
            .. subject.Settings.Sites
                .Where(site => bundles.ContainsKey(site.Name))
                .SelectMany(site => Examine(site, bundles[site.Name], subject.Now)),
            .. Shown(subject),
        ];
        foreach (var bundle in bundles.Values)
            bundle.Dispose();
        return Task.FromResult(findings);
    }

    private static Finding Unusable(Diagnostic problem) =>
        new(Grade.Fault, Check, problem.Message, "`scriptproxy check` says where it stands");

    private static IEnumerable<Finding> Examine(SiteSettings site, CertificateBundle bundle, DateTimeOffset now)
    {
        var file = site.Certificate!.Named.First();
        var what = $"site '{site.Name}': the certificate '{file}'";
        yield return bundle.NotBefore > now
            ? new Finding(Grade.Fault, Check, $"{what} begins on {bundle.NotBefore:yyyy-MM-dd} only", "check the clock")
            : Lifetime(what, bundle.NotAfter, now);
        foreach (var finding in Names(site, file, bundle.Leaf))
            yield return finding;
    }

    // What does not stand in files only the running proxy knows.
    private static IEnumerable<Finding> Shown(DoctorCase subject)
    {
        var inFiles = subject.Settings.Sites.SelectMany(site => site.Certificate?.Named ?? []).ToHashSet();
        foreach (var shown in (subject.Running?.Certificates ?? []).Where(one => !inFiles.Contains(one.File)))
        {
            yield return shown.Source switch
            {
                CertificateSources.OnDemand when !shown.Ordered => new Finding(
                    Grade.Fine, Check,
                    $"site '{shown.Site}' gets certificates for hosts of '{shown.Name}' when clients ask for them"),
                CertificateSources.StandIn => new Finding(
                    Grade.Fault, Check, $"site '{shown.Site}' has no certificate yet, a self-signed one stands in",
                    "see the proxy's log for what became of its order"),

                // Made again after two thirds of its seven days, so that those left say nothing.
                CertificateSources.Internal => new Finding(
                    Grade.Fine, Check, $"site '{shown.Site}' has a certificate of the local CA",
                    "`scriptproxy trust` says how to make this machine trust it"),
                _ => Lifetime($"site '{shown.Site}': the certificate '{shown.File}'", shown.NotAfter, subject.Now),
            };
        }
    }

    private static Finding Lifetime(string what, DateTimeOffset end, DateTimeOffset now)
    {
        var days = string.Create(CultureInfo.InvariantCulture, $"{what} has {Math.Floor((end - now).TotalDays)} days left");
        if (end <= now)
            return new Finding(Grade.Fault, Check, $"{what} has expired on {end:yyyy-MM-dd}", "renew it");
        return end - now < TimeSpan.FromDays(DaysToWarn)
            ? new Finding(Grade.Warning, Check, days, "renew it")
            : new Finding(Grade.Fine, Check, days);
    }

    private static IEnumerable<Finding> Names(SiteSettings site, string file, X509Certificate2 certificate) => site.Hosts
        .Select(host => host.Value)
        .Where(host => host != "*" && !certificate.MatchesHostname(host.Replace("*.", "any-name.", StringComparison.Ordinal).Trim('[', ']')))
        .Select(host => new Finding(
            Grade.Fault, Check, $"site '{site.Name}': the certificate '{file}' is not for '{host}'",
            "get one that names every host of the site"));
}
