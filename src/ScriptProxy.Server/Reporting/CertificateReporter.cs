using ScriptProxy.Observability.Status;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.Reporting;

/// <summary>Puts together what is shown to clients and how far the orders for it are.</summary>
internal static class CertificateReporter
{
    public static IEnumerable<CertificateStatus> Read(CertificateTable table, CertificateOrders orders)
    {
        var states = orders.States.ToDictionary(state => state.Name, StringComparer.OrdinalIgnoreCase);
        return table.Current().Select(one => Of(one, one.Kind == CertificateSources.Acme ? states.GetValueOrDefault(one.Name) : null));
    }

    private static CertificateStatus Of(CurrentCertificate one, OrderState? state) => new()
    {
        Name = one.Name,
        Site = one.Site,
        Source = one.Served.IsStandIn ? CertificateSources.StandIn : one.Kind,
        File = one.Served.Source,
        NotAfter = one.Served.NotAfter,
        Ordered = state is not null,
        NextOrder = state?.Next,
        LastFailure = state?.Failure,
    };
}
