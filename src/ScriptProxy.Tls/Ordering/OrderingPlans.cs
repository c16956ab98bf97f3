using ScriptProxy.Acme;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Reads from the settings what is to be ordered.</summary>
public static class OrderingPlans
{
    /// <summary>
    /// A certificate for each host of the sites on TLS listeners that say <c>acme</c>, or nothing: one host whose DNS is wrong
    /// does not take the others down with it. What a wildcard of the plan covers is not ordered besides.
    /// </summary>
    /// <param name="settings">All that proxy.toml says.</param>
    /// <param name="onDemand">The sites whose scripts decide what is ordered besides.</param>
    public static OrderingPlan Of(ProxySettings settings, IReadOnlySet<string> onDemand)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(onDemand);
        if (settings.Acme is not { } acme)
            return OrderingPlan.Nothing;

        var sites = settings.Sites.Where(site => IsOrdered(site, settings)).ToList();
        var hosts = sites.SelectMany(site => site.Hosts.Select(host => host.Value))
            .Where(host => DnsName.IsOne(host) && (acme.Dns is not null || !DnsName.IsWildcard(host)))
            .Select(DnsName.Of)
            .ToHashSet(StringComparer.Ordinal);
        return new OrderingPlan([.. hosts.Where(host => !IsCovered(host, hosts)).Order(StringComparer.Ordinal)], CasOf(acme))
        {
            Parallel = acme.Parallel,
            Challenge = acme.Challenge,
            Dns = acme.Dns?.Value,
            OnDemand = new OnDemandNames(settings, sites.Select(site => site.Name).Where(onDemand.Contains).ToHashSet(), hosts),
        };
    }

    /// <summary>Whether a site gets its certificates from <c>[acme]</c>: it is on a TLS listener and has none of its own.</summary>
    public static bool IsOrdered(SiteSettings site, ProxySettings settings)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Acme is not null && site.Certificate is null or CertificateSettings.Acme
            && settings.IsOnTls(site);
    }

    private static List<CaSettings> CasOf(AcmeSettings acme)
    {
        var first = new CaSettings(DirectoryOf(acme.Directory))
        {
            Email = acme.Email,
            AgreeToTerms = acme.AgreeToTerms,
            EabKid = acme.EabKid,
            EabKey = acme.EabKey,
            Profile = acme.Profile,
            Chain = acme.Chain,
            RootFile = acme.Ca,
        };
        return acme.Fallback is { } second ? [first, FallbackOf(first, second)] : [first];
    }

    // Profiles and chains are the first CA's own.
    private static CaSettings FallbackOf(CaSettings first, AcmeFallback second) => new(DirectoryOf(second.Directory))
    {
        Email = first.Email,
        AgreeToTerms = first.AgreeToTerms,
        EabKid = second.EabKid,
        EabKey = second.EabKey,
        RootFile = second.Ca,
    };

    private static Uri DirectoryOf(string name) => new(name switch
    {
        "letsencrypt" => "https://acme-v02.api.letsencrypt.org/directory",
        "letsencrypt-staging" => "https://acme-staging-v02.api.letsencrypt.org/directory",
        "zerossl" => "https://acme.zerossl.com/v2/DV90",
        _ => name,
    });

    private static bool IsCovered(string host, HashSet<string> hosts) =>
        !DnsName.IsWildcard(host) && hosts.Contains($"*{host[host.IndexOf('.', StringComparison.Ordinal)..]}");
}
