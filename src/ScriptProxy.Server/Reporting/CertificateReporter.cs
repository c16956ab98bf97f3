using ScriptProxy.Observability.Status;
using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Reporting;

/// <summary>Puts together what is shown to clients and how far the orders for it are.</summary>
internal static class CertificateReporter
{
    public static IEnumerable<CertificateStatus> Read(Generation generation, CertificateOrders orders)
    {
        var states = orders.States.ToDictionary(state => state.Name, StringComparer.OrdinalIgnoreCase);
        var table = generation.Certificates;
        var onDemand = generation.Plan.OnDemand;
        return
        [
            .. from one in table.Current()
               let state = one.Kind == CertificateSources.Acme ? states.GetValueOrDefault(one.Name) : null
               let standsForAll = state is null && one.Name.StartsWith('*') && onDemand.HasSite(one.Site)
               select Of(one, state, standsForAll ? CertificateSources.OnDemand : SourceOf(one, one.Kind)),
            .. from state in states.Values
               let site = onDemand.SiteOf(state.Name)
               where site is not null
               let one = table.Current(site, state.Name)
               select Of(one, state, SourceOf(one, CertificateSources.OnDemand)),
        ];
    }

    private static string SourceOf(CurrentCertificate one, string kind) => one.Served.IsStandIn ? CertificateSources.StandIn : kind;

    private static CertificateStatus Of(CurrentCertificate one, OrderState? state, string source) => new()
    {
        Name = one.Name,
        Site = one.Site,
        Source = source,
        File = one.Served.Source,
        NotAfter = one.Served.NotAfter,
        Ordered = state is not null,
        NextOrder = state?.Next,
        LastFailure = state?.Failure,
    };
}
